import { LENGTHS, type Length } from '../interview/track.js';
import { error, repeated, warning, type Finding } from './finding.js';
import { STAGES, type Flow, type Step } from './flow.schema.js';
import { signalsOf } from './steps.js';

/** What the steps' budgets add up to, in minutes. */
const MINUTES: Record<Length, number> = { full: 30, short: 15 };

/** More than this cannot be said aloud without reading out. */
const SCRIPT_WORDS = 60;

export function lintSteps(flow: Flow): Finding[] {
  const { steps } = flow;
  const signals = signalsOf(flow).map(({ id }) => id);
  return [
    ...LENGTHS.flatMap((length) => lintBudget(steps, length)),
    ...repeated(
      steps.map(({ id }) => id),
      (index) => ['steps', index, 'id'],
    ),
    ...steps.flatMap((step, index) => lintStep(step, index, signals, flow)),
    ...lintStages(flow),
    ...(steps.some(({ exemplars }) => exemplars)
      ? []
      : [warning(['steps'], 'No step has exemplars; give the key steps a weak and a strong answer')]),
  ];
}

function lintBudget(steps: readonly Step[], length: Length): Finding[] {
  const sum = steps.reduce((total, { minutes }) => total + minutes[length], 0);
  return sum === MINUTES[length]
    ? []
    : [error(['steps'], `The ${length} budgets add up to ${sum} minutes; they should make ${MINUTES[length]}`)];
}

function lintStep(step: Step, index: number, signals: readonly string[], { levels }: Flow): Finding[] {
  const words = step.script.split(/\s+/).length;
  const findings = step.signals.flatMap(({ id, ladder }, at) => [
    ...(signals.indexOf(id) === signals.lastIndexOf(id)
      ? []
      : [error(['steps', index, 'signals', at, 'id'], `The signal id ${id} is used twice in this flow`)]),
    ...(levels.some((level) => ladder[level] !== undefined)
      ? []
      : [error(['steps', index, 'signals', at, 'ladder'], `No level of this flow expects the signal ${id}`)]),
  ]);
  if (words <= SCRIPT_WORDS) return findings;
  return [error(['steps', index, 'script'], `The script has ${words} words; ${SCRIPT_WORDS} can be said`), ...findings];
}

/** A design interview walks its four stages, in their order. */
function lintStages({ track, steps }: Flow): Finding[] {
  if (track !== 'ml-system-design') return [];
  const walked = [...new Set(steps.flatMap(({ stage }) => stage ?? []))];
  return walked.join() === STAGES.join()
    ? []
    : [
        error(
          ['steps'],
          `A design interview walks ${STAGES.join(', ')}; this one walks ${walked.join(', ') || 'none'}`,
        ),
      ];
}
