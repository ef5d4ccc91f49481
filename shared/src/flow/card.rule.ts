import type { CardRule } from './flow.schema.js';
import { isHeard, type InterviewProgress } from './interview.progress.js';

/**
 * Whether all conditions of a card's rule hold at this moment. A signal that the candidate's level is not expected to
 * show (`expected` has none of them) is never waited for as unheard.
 */
export function ruleHolds(rule: CardRule, progress: InterviewProgress, expected: ReadonlySet<string>): boolean {
  const { step, record, elapsedMs, remainingMs } = progress;
  const { steps, unheard, heard, missed, weakOn, notBefore = 0, notAfter = 1, afterCard } = rule;
  const used = elapsedMs / Math.max(1, elapsedMs + remainingMs);
  return (
    (!steps || steps.includes(step)) &&
    (!unheard || unheard.some((signal) => expected.has(signal) && !isHeard(record, signal))) &&
    (!heard || heard.every((signal) => isHeard(record, signal))) &&
    (!missed || missed.some((signal) => record.marks[signal]?.mark === 'missed')) &&
    (!weakOn || record.moments.some(({ side, competency }) => side === 'weak' && weakOn.includes(competency))) &&
    used >= notBefore &&
    used <= notAfter &&
    (!afterCard || record.cards.some(({ card }) => card === afterCard))
  );
}
