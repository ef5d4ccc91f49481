import type { FlowScript } from '#shared/flow/flow.schema.js';
import { signalsOf } from '#shared/flow/steps.js';
import type { Competency } from '#shared/interview/competency.js';
import type { MarkValue, RoundRecord, SheetKind } from '#shared/room/state.js';
import type { Pointer, SheetForm } from './sheet.presenter.js';

/** Something of the round that a rating can point at. */
export interface EvidenceChip {
  pointer: Pointer;
  /** Milliseconds on the round's clock. */
  t: number;
  text: string;
  competency: Competency | null;
  look: { kind: 'signal'; mark: MarkValue } | { kind: 'moment'; side: 'strong' | 'weak' } | { kind: 'card' };
}

/**
 * What there is to point at, in the order of the clock. `flow` gives the words of signals and the competency of cards;
 * without it (a candidate does not have it) only what the record says itself is offered.
 */
export function chipsOf(kind: SheetKind, record: RoundRecord, flow: FlowScript | null): EvidenceChip[] {
  if (kind === 'interviewer') return [];
  const cards = cardChips(record, flow);
  const chips = kind === 'self' ? cards : [...momentChips(record), ...signalChips(record, flow), ...cards];
  return chips.sort((a, b) => a.t - b.t);
}

function cardChips(record: RoundRecord, flow: FlowScript | null): EvidenceChip[] {
  return record.cards.map(({ card, say, t }) => ({
    pointer: { kind: 'card', id: card },
    t,
    text: say,
    competency: flow?.cards.find((other) => other.id === card)?.competencies[0] ?? null,
    look: { kind: 'card' },
  }));
}

function momentChips(record: RoundRecord): EvidenceChip[] {
  return record.moments.map(({ id, t, text, competency, side }) => ({
    pointer: { kind: 'moment', id },
    t,
    text: text || (side === 'strong' ? 'A strong moment, without words' : 'A weak moment, without words'),
    competency,
    look: { kind: 'moment', side },
  }));
}

function signalChips(record: RoundRecord, flow: FlowScript | null): EvidenceChip[] {
  const signals = flow ? signalsOf(flow) : [];
  return Object.entries(record.marks).flatMap(([id, { mark, t }]): EvidenceChip[] => {
    const signal = signals.find((other) => other.id === id);
    if (!signal) return [];
    return [
      {
        pointer: { kind: 'signal', id },
        t,
        text: signal.heard,
        competency: signal.competency,
        look: { kind: 'signal', mark },
      },
    ];
  });
}

/**
 * What was heard on this competency, and the rest of the round behind it: there this competency's cards come first,
 * because what was asked says less than what was answered.
 */
export function splitFor(chips: readonly EvidenceChip[], key: string): { near: EvidenceChip[]; far: EvidenceChip[] } {
  const own = chips.filter((chip) => chip.competency === key);
  const near = own.filter((chip) => chip.look.kind !== 'card');
  const cards = own.filter((chip) => chip.look.kind === 'card');
  return { near, far: [...cards, ...chips.filter((chip) => chip.competency !== key)] };
}

/**
 * The form without pointers at what is gone from the round. They are left out and not deleted, so that what is brought
 * back is pointed at again.
 */
export function standing(form: SheetForm, chips: readonly EvidenceChip[]): SheetForm {
  const stands = (pointer: Pointer) => chips.some((chip) => samePointer(chip.pointer, pointer));
  const rows = Object.entries(form.rows).map(([key, row]) => [
    key,
    { ...row, pointers: row.pointers.filter((pointer) => stands(pointer)) },
  ]);
  return { ...form, rows: Object.fromEntries(rows) };
}

export function samePointer(a: Pointer, b: Pointer): boolean {
  return a.kind === b.kind && a.id === b.id;
}
