import { COMPETENCY_NAMES, type Competency } from '../interview/competency.js';
import type { CountedSignals } from './facts.js';
import type { Shown } from './shown.js';

/** Fewer signals than this that took a card or were missed say nothing. */
const SIGNALS_THAT_SAY_SOMETHING = 2;

export interface Weakest {
  competency: Competency;
  /** For the person, in words. */
  reason: string;
}

/** The competency that is lowest: by estimate where any is shown, else by the share of signals raised unprompted. */
export function weakestOf(
  competencies: readonly { competency: Competency; score: number; shown: Shown }[],
  signals: readonly CountedSignals[],
): Weakest | null {
  const [lowest] = competencies
    .filter(({ shown }) => shown !== 'nothing')
    .sort((a, b) => a.score - b.score || (a.competency < b.competency ? -1 : 1));
  if (lowest) {
    const { competency } = lowest;
    return { competency, reason: `Of what your partners rated, ${COMPETENCY_NAMES[competency]} is lowest.` };
  }
  const [missed] = signals
    .filter(({ afterCard, missed: lost }) => afterCard + lost >= SIGNALS_THAT_SAY_SOMETHING)
    .sort((a, b) => unpromptedShare(a) - unpromptedShare(b) || (a.competency < b.competency ? -1 : 1));
  if (!missed) return null;
  const count = missed.afterCard + missed.missed;
  const name = COMPETENCY_NAMES[missed.competency];
  return { competency: missed.competency, reason: `${count} signals of ${name} took a card or were missed.` };
}

function unpromptedShare({ unprompted, afterCard, missed }: CountedSignals): number {
  return unprompted / (unprompted + afterCard + missed);
}
