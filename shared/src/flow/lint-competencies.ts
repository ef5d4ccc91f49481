import { error, warning, type Finding } from './finding.js';
import type { Flow } from './flow.schema.js';
import { signalsOf } from './steps.js';

/** Fewer chances than this, and a rating would rest on a single sentence. */
const CHANCES = 2;

/** Whatever is rated after a flow was asked for and listened for more than once. */
export function lintCompetencies(flow: Flow): Finding[] {
  const { exercises, cards } = flow;
  const signals = signalsOf(flow);
  return exercises.flatMap((competency, index) => {
    const probes = cards.filter(
      ({ kind, competencies }) => kind !== 'hint' && competencies.includes(competency),
    ).length;
    const heard = signals.filter((signal) => signal.competency === competency).length;
    const path = ['exercises', index];
    return [
      ...(exercises.indexOf(competency) < index ? [error(path, `${competency} is listed twice`)] : []),
      ...(probes < CHANCES ? [error(path, `${competency} is probed by ${probes} cards; ${CHANCES} are needed`)] : []),
      ...(heard < CHANCES ? [error(path, `${competency} has ${heard} signals; ${CHANCES} are needed`)] : []),
      ...lintLevels(flow, index),
    ];
  });
}

/** Each level that the flow fits can show each competency. */
function lintLevels(flow: Flow, index: number): Finding[] {
  const competency = flow.exercises[index];
  const signals = signalsOf(flow).filter((signal) => signal.competency === competency);
  return flow.levels.flatMap((level) =>
    signals.some(({ ladder }) => ladder[level] !== undefined)
      ? []
      : [warning(['exercises', index], `No signal of ${competency} is expected at level ${level}`)],
  );
}
