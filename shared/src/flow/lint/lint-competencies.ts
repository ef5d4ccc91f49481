import type { Competency } from '../../interview/competency.js';
import type { Flow } from '../flow.schema.js';
import { signalsOf } from '../steps.js';
import { error, warning, type Finding } from './finding.js';

/** Fewer chances than this, and a rating would rest on a single sentence. */
const CHANCES = 2;

/** Whatever is rated after a flow was asked for and listened for more than once. */
export function lintCompetencies(flow: Flow): Finding[] {
  return flow.exercises.flatMap((competency, index) => [
    ...lintRepeated(flow, competency, index),
    ...lintChances(flow, competency, index),
    ...lintLevels(flow, competency, index),
  ]);
}

function lintRepeated({ exercises }: Flow, competency: Competency, index: number): Finding[] {
  if (exercises.indexOf(competency) === index) return [];
  return [error('repeated-competency', ['exercises', index], `${competency} is listed twice`, 'List it once')];
}

function lintChances(flow: Flow, competency: Competency, index: number): Finding[] {
  const path = ['exercises', index];
  const probes = flow.cards.filter(({ kind, competencies }) => kind !== 'hint' && competencies.includes(competency));
  const heard = signalsOf(flow).filter((signal) => signal.competency === competency);
  const claim = `or take it out of what the flow exercises`;
  const findings: Finding[] = [];
  if (probes.length < CHANCES) {
    const message = `${competency} is probed by ${probes.length} cards; ${CHANCES} are needed`;
    findings.push(error('unprobed-competency', path, message, `Write a follow-up on ${competency}, ${claim}`));
  }
  if (heard.length < CHANCES) {
    const message = `${competency} has ${heard.length} signals; ${CHANCES} are needed`;
    findings.push(error('unheard-competency', path, message, `Write a signal of ${competency}, ${claim}`));
  }
  return findings;
}

/** Each level that the flow fits can show each competency. */
function lintLevels(flow: Flow, competency: Competency, index: number): Finding[] {
  const signals = signalsOf(flow).filter((signal) => signal.competency === competency);
  return flow.levels
    .filter((level) => !signals.some(({ ladder }) => ladder[level] !== undefined))
    .map((level) =>
      warning(
        'level-without-signal',
        ['exercises', index],
        `No signal of ${competency} is expected at level ${level}`,
        `Give a signal of ${competency} a rung for ${level}`,
      ),
    );
}
