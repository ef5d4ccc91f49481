import type { FlowScript } from '#shared/flow/flow.schema.js';
import type { RoundRecord } from '#shared/room/state.js';

export interface FactRow {
  id: string;
  about: string;
  text: string;
  /** Milliseconds on the round's clock; null while it is held back. */
  givenAt: number | null;
}

/** The facts that an interviewer holds, always in the same order: a hand finds its place again. */
export function factRows(flow: FlowScript, record: RoundRecord | null): FactRow[] {
  return flow.facts.map(({ id, about, text }) => {
    const given = record?.facts.find(({ fact }) => fact === id);
    return { id, about, text, givenAt: given?.t ?? null };
  });
}
