import { TRANSITIONS, type Stage } from './transitions.js';

function reachableFrom(start: Stage): Set<Stage> {
  const seen = new Set<Stage>([start]);
  for (const stage of seen) TRANSITIONS[stage].forEach((next) => seen.add(next));
  return seen;
}

const stages = Object.keys(TRANSITIONS).filter((name): name is Stage => name in TRANSITIONS);

describe('the table of transitions', () => {
  it('reaches every stage from gathering', () => {
    expect([...reachableFrom('gathering')].sort()).toEqual([...stages].sort());
  });

  it.each(stages)('leads from %s to closed', (stage) => {
    expect(reachableFrom(stage)).toContain('closed');
  });

  it('leads nowhere from closed [5] [30]', () => {
    expect(TRANSITIONS.closed).toEqual([]);
  });

  it('never leads back', () => {
    for (const stage of stages) {
      for (const next of TRANSITIONS[stage]) expect(reachableFrom(next)).not.toContain(stage);
    }
  });
});
