import type { Draft } from '#shared/contract/report.js';
import {
  type Evidence,
  evidenceSchema,
  needsEvidence,
  type Overall,
  overallSchema,
  type Score,
  scoreSchema,
  type Sheet,
  sheetSchema,
} from '#shared/rating/sheet.js';
import type { SheetKind } from '#shared/room/state.js';

/** Evidence that points at something of the round; words of one's own are kept apart. */
export type Pointer = Exclude<Evidence, { kind: 'note' }>;

/** One row on the way to a rating. `undefined`: not decided yet; `null`: not seen. */
export interface RowForm {
  score: Score | undefined;
  pointers: Pointer[];
  note: string;
}

export interface SheetForm {
  rows: Record<string, RowForm>;
  overall: Overall | null;
  keep: string;
  change: string;
}

export const NOTE_MAX = 280;
export const WORDS_MAX = 500;
export const EVIDENCE_MAX = 8;
const WORDS_MIN = 3;

const EMPTY_ROW: RowForm = { score: undefined, pointers: [], note: '' };

/** A draft as a form over these rows; what cannot be read of it is left out. */
export function formFrom(draft: Draft | null, keys: readonly string[]): SheetForm {
  const overall = overallSchema.safeParse(draft?.overall);
  return {
    rows: Object.fromEntries(keys.map((key) => [key, rowFrom(draft?.ratings[key])])),
    overall: overall.success ? overall.data : null,
    keep: draft?.keep ?? '',
    change: draft?.change ?? '',
  };
}

/** A sheet that was submitted, as a form again. */
export function formOf({ kind, content }: Sheet): SheetForm {
  const rows =
    kind === 'interviewer'
      ? content.ratings.map(({ skill, score }) => [skill, { score }] as const)
      : content.ratings.map(({ competency, score, evidence }) => [competency, { score, evidence }] as const);
  const { keep, change } = content;
  const overall = kind === 'interviewer' ? null : content.overall;
  const ratings: Draft['ratings'] = Object.fromEntries(rows);
  return formFrom({ ratings, overall, keep, change }, Object.keys(ratings));
}

function rowFrom(kept: Draft['ratings'][string] | undefined): RowForm {
  if (!kept) return { ...EMPTY_ROW, pointers: [] };
  const score = kept.score === undefined ? undefined : scoreSchema.safeParse(kept.score).data;
  const pieces = (kept.evidence ?? []).flatMap((piece) => {
    const parsed = evidenceSchema.safeParse(piece);
    return parsed.success ? [parsed.data] : [];
  });
  return {
    score,
    pointers: pieces.filter((piece) => piece.kind !== 'note'),
    note: pieces.find((piece) => piece.kind === 'note')?.text ?? '',
  };
}

/** What is sent to be kept while somebody is still writing. */
export function draftFrom(form: SheetForm): Draft {
  const ratings = Object.entries(form.rows).map(([key, row]) => {
    const evidence = evidenceOf(row);
    return [key, { ...(row.score !== undefined && { score: row.score }), ...(evidence.length > 0 && { evidence }) }];
  });
  return { ratings: Object.fromEntries(ratings), overall: form.overall, keep: form.keep, change: form.change };
}

/** Pointers and the note together, as a sheet carries them. A note of one or two letters is not evidence yet. */
export function evidenceOf({ pointers, note }: RowForm): Evidence[] {
  const text = note.trim().slice(0, NOTE_MAX);
  return text.length < WORDS_MIN ? [...pointers] : [...pointers, { kind: 'note', text }];
}

/** Whether a row's score asks for evidence that it does not have (rule 27). */
export function lacksEvidence(kind: SheetKind, row: RowForm): boolean {
  return kind !== 'interviewer' && row.score !== undefined && needsEvidence(row.score) && evidenceOf(row).length === 0;
}

export interface Missing {
  /** Where to go: the part of the form with this name. */
  part: string;
  text: string;
}

/** What a sheet still needs before it can be submitted, in the order of the page. */
export function missingIn(
  kind: SheetKind,
  subjects: readonly { key: string; name: string }[],
  form: SheetForm,
): Missing[] {
  const rows = subjects.flatMap(({ key, name }): Missing[] => {
    const row = form.rows[key];
    if (!row || row.score === undefined) return [{ part: key, text: `${name}: a number, or “not seen”` }];
    return lacksEvidence(kind, row) ? [{ part: key, text: `${name}: what the ${row.score} rests on` }] : [];
  });
  if (kind !== 'peer') return rows;
  return [
    ...rows,
    ...(form.overall === null ? [{ part: 'overall', text: 'Whether you would want them on your team' }] : []),
    ...(form.keep.trim().length < WORDS_MIN ? [{ part: 'keep', text: 'One thing to keep' }] : []),
    ...(form.change.trim().length < WORDS_MIN ? [{ part: 'change', text: 'One thing to change' }] : []),
  ];
}

/** The sheet as it is submitted, or `null` while something is missing. */
export function sheetFrom(kind: SheetKind, keys: readonly string[], form: SheetForm): Sheet | null {
  const words = { keep: form.keep.trim(), change: form.change.trim() };
  const rows = keys.map((key) => ({ key, row: form.rows[key] ?? EMPTY_ROW }));
  const content =
    kind === 'interviewer'
      ? { ratings: rows.map(({ key, row }) => ({ skill: key, score: row.score })), ...words }
      : {
          ratings: rows.map(({ key, row }) => ({ competency: key, score: row.score, evidence: evidenceOf(row) })),
          overall: kind === 'peer' ? form.overall : null,
          ...words,
        };
  const parsed = sheetSchema.safeParse({ kind, content });
  return parsed.success ? parsed.data : null;
}
