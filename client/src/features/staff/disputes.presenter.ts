import type { ReportRound } from '#shared/contract/report.js';
import type { DisputeCase, DisputeLine } from '#shared/contract/staff.js';
import { whenOf } from '../../ui/dates.js';

export const DISPUTE_STATE_WORDS: Record<DisputeLine['state'], string> = {
  undecided: 'undecided',
  withdrawn: 'taken back',
  'kept-out': 'kept out',
  'counts-again': 'counts again',
};

/** What a dispute is about: `Ada’s rating of Ben as candidate, round 1`. */
export function subjectOf({ author, by, kind, round }: DisputeLine): string {
  const role = kind === 'peer' ? 'candidate' : 'interviewer';
  return `${author.displayName}’s rating of ${by.displayName} as ${role}, round ${round}`;
}

export function decidedWords({ decision, state }: DisputeCase): string {
  if (!decision) return '';
  const who = decision.by?.displayName ?? 'Somebody who has left';
  return `${who} decided on ${whenOf(decision.at)}: it ${state === 'kept-out' ? 'stays out' : 'counts again'}.`;
}

/** The round with one version of the disputed sheet in it, as a debrief shows rounds. */
export function roundWith(interview: DisputeCase['interview'], sheet: DisputeCase['sheet']): ReportRound {
  return {
    ...interview,
    self: null,
    peer: sheet.kind === 'peer' ? sheet.content : null,
    ofInterviewer: sheet.kind === 'interviewer' ? sheet.content : null,
    oneStepUp: [],
  };
}
