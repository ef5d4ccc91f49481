import { progressFrom } from './marks.js';
import { suggestCards } from './suggest.js';
import { scenarios, type Scenario } from './testing/scenario.js';

/** As the scenarios have it, so that a difference can be copied there. */
function told({ flow, length, level, marks, at }: Scenario): string[] {
  return suggestCards(progressFrom({ flow, length, level }, marks, at)).map(
    ({ card, second, reason }) => `${card.id}${second ? '+' : ''}: ${reason}`,
  );
}

describe.each(scenarios())('what is suggested, as told in $file', ({ scenarios: stories }) => {
  it.each(stories)('$story ($level, $length)', (scenario) => {
    expect(told(scenario)).toEqual(scenario.expect.map(([card, reason]) => `${card}: ${reason}`));
  });
});
