import type { OwnExport, OwnExports } from '#shared/contract/owndata.js';

export interface ExportLine {
  id: string;
  state: OwnExport['state'];
  title: string;
  detail: string;
  /** How much of it is made, while it is. */
  progress: { done: number; total: number } | null;
}

/** Exports as the list shows them. */
export function exportLines(exports: readonly OwnExport[]): ExportLine[] {
  return exports.map((one) => ({
    id: one.id,
    state: one.state,
    title: `Your data of ${momentOf(one.requestedAt)}`,
    detail: detailOf(one),
    progress: one.state === 'making' ? { done: one.done, total: one.total } : null,
  }));
}

function detailOf({ state, done, total, bytes, expiresAt }: OwnExport): string {
  if (state === 'failed') return 'It could not be made. Try once more; this one does not count.';
  if (state === 'making') {
    return total === 0 ? 'Being made' : `Being made: ${done} of ${total} ${total === 1 ? 'session' : 'sessions'}`;
  }
  return `${sizeOf(bytes ?? 0)}, kept until ${momentOf(expiresAt ?? 0)}`;
}

/** Why no export can be asked for right now; `null` where one can. */
export function whyNotNow({ exports, nextAt }: OwnExports, now: number): string | null {
  if (exports.some(({ state }) => state === 'making')) return 'One is being made. You can leave this page meanwhile.';
  if (nextAt === null || nextAt <= now) return null;
  return `You have asked three times within a day. The next is possible from ${momentOf(nextAt)} on.`;
}

/** What is said aloud when the list has changed; empty where nothing is under way. */
export function newsOf(before: readonly OwnExport[], after: readonly OwnExport[]): string {
  const making = before.filter(({ state }) => state === 'making').map(({ id }) => id);
  const over = after.find(({ id, state }) => making.includes(id) && state !== 'making');
  if (!over) return '';
  return over.state === 'ready' ? 'Your export is ready to download.' : 'Your export could not be made.';
}

/** A size in words, as exact as it is useful. */
export function sizeOf(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function momentOf(at: number): string {
  return new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}
