import type { AuditAction, AuditEntry } from '#shared/contract/staff.js';

const ACTIONS: Record<AuditAction, string> = {
  'disputes-listed': 'read the list of disputes',
  'dispute-read': 'read a dispute',
  'dispute-kept-out': 'decided a dispute: kept out',
  'dispute-counted-again': 'decided a dispute: counts again',
  'flags-listed': 'read the flags',
  'flag-looked-at': 'looked at a flag',
  'flag-reopened': 'put a flag back',
  'job-replayed': 'had a dead job done again',
  'jobs-replayed': 'had dead jobs done again',
  'job-dismissed': 'dismissed a dead job',
  'epoch-asked': 'had everything solved anew',
  'flows-listed': 'read the list of published flows',
  'flow-read': 'read a published flow',
  'flow-shared': 'shared a flow with everybody',
  'flow-unshared': 'took a shared flow back',
};

export interface AuditLine {
  id: string;
  at: number;
  who: string;
  did: string;
  note: string;
  /** Where what it was done to can be read. */
  to: string | null;
}

export function auditLine({ id, at, by, action, subject, note }: AuditEntry): AuditLine {
  return {
    id,
    at,
    who: by?.displayName ?? 'Somebody who has left',
    did: ACTIONS[action],
    note,
    to: subject !== null && action.startsWith('dispute-') ? `/staff/disputes/${subject}` : null,
  };
}
