import { INTERVIEW_MINUTES, LENGTHS, type Length } from '../../interview/track.js';
import { STAGES, type Flow, type Signal, type Step } from '../flow.schema.js';
import { signalsOf } from '../steps.js';
import { error, repeated, type Finding, type FindingPath } from './finding.js';
import { wordsOf } from './prose.js';

/** More than this cannot be said aloud without reading out. */
const SCRIPT_WORDS = 60;

/** The steps of a flow fill its time, can be said, and listen for something at every level. */
export function lintSteps(flow: Flow): Finding[] {
  const { steps } = flow;
  return [
    ...LENGTHS.flatMap((length) => lintBudget(steps, length)),
    ...repeated(
      steps.map(({ id }) => id),
      (index) => ['steps', index, 'id'],
    ),
    ...steps.flatMap((step, index) => [...lintScript(step, index), ...lintSignals(step, index, flow)]),
    ...lintStages(flow),
  ];
}

function lintBudget(steps: readonly Step[], length: Length): Finding[] {
  const sum = steps.reduce((total, { minutes }) => total + minutes[length], 0);
  const wanted = INTERVIEW_MINUTES[length];
  if (sum === wanted) return [];
  const message = `The ${length} budgets add up to ${sum} minutes; they should make ${wanted}`;
  const change = sum > wanted ? `Take ${sum - wanted} from` : `Give ${wanted - sum} more to`;
  return [error('budget-sum', ['steps'], message, `${change} the steps' minutes.${length}`)];
}

function lintScript({ script }: Step, index: number): Finding[] {
  const words = wordsOf(script).length;
  if (words <= SCRIPT_WORDS) return [];
  const message = `The script has ${words} words; ${SCRIPT_WORDS} can be said`;
  return [error('long-script', ['steps', index, 'script'], message, 'Keep the question and drop the rest')];
}

function lintSignals(step: Step, index: number, flow: Flow): Finding[] {
  const ids = signalsOf(flow).map(({ id }) => id);
  return step.signals.flatMap((signal, at) => {
    const path = ['steps', index, 'signals', at];
    return [
      ...(ids.indexOf(signal.id) === ids.lastIndexOf(signal.id)
        ? []
        : [error('repeated-id', [...path, 'id'], `The signal id ${signal.id} is used twice`, 'Rename one of them')]),
      ...lintLadder(signal, flow, [...path, 'ladder']),
    ];
  });
}

function lintLadder({ id, ladder }: Signal, { levels }: Flow, path: FindingPath): Finding[] {
  if (levels.some((level) => ladder[level] !== undefined)) return [];
  const message = `No level of this flow expects the signal ${id}`;
  return [error('signal-without-ladder', path, message, `Say what it takes at ${levels.join(', ')}`)];
}

/** A design interview walks its four stages, in their order. */
function lintStages({ track, steps }: Flow): Finding[] {
  if (track !== 'ml-system-design') return [];
  const walked = [...new Set(steps.flatMap(({ stage }) => stage ?? []))];
  if (walked.join() === STAGES.join()) return [];
  const message = `A design interview walks ${STAGES.join(', ')}; this one walks ${walked.join(', ') || 'none'}`;
  return [error('stage-order', ['steps'], message, 'Give the steps their stage, in that order')];
}
