import type { FlowScript } from '#shared/flow/flow.schema.js';
import { signalsOf } from '#shared/flow/steps.js';
import { COMPETENCY_NAMES } from '#shared/interview/competency.js';
import type { Durations, MarkValue, Moment, RoundRecord } from '#shared/room/state.js';

export type TimelineKind = 'strong' | 'weak' | MarkValue | 'card' | 'twist' | 'hint' | 'fact';

export interface TimelineEntry {
  key: string;
  kind: TimelineKind;
  /** Milliseconds on the round's clock. */
  t: number;
  label: string;
  text: string;
  moment: Moment | null;
}

/** Entries too close to be told apart by a finger, at one place. */
export interface TimelineCluster {
  key: string;
  /** Of the axis, 0 to 1. */
  at: number;
  entries: TimelineEntry[];
}

const MARK_WORDS: Record<MarkValue, string> = {
  unprompted: 'Unprompted',
  'after-card': 'After a card',
  missed: 'Missed',
};
const CARD_WORDS = { 'follow-up': 'Card', twist: 'Twist', hint: 'Hint' } as const;

/** How long the axis of a round is, in milliseconds: its time with what it was extended by. */
export function axisOf({ extensions }: RoundRecord, durations: Durations): number {
  return durations.interview + extensions * durations.extension;
}

/** What happened in a round, as far as the viewer knows of it, by time. */
export function timelineEntries(record: RoundRecord, flow: FlowScript | null): TimelineEntry[] {
  const heard = new Map(flow ? signalsOf(flow).map((signal) => [signal.id, signal.heard]) : []);
  const entries: TimelineEntry[] = [
    ...record.cards.flatMap(({ card, kind, say, t, second }) => [
      entry(`card:${card}`, kind === 'follow-up' ? 'card' : kind, t, CARD_WORDS[kind], say),
      ...(second ? [entry(`second:${card}`, 'card', second.t, 'Second probe', second.say)] : []),
    ]),
    ...record.facts.map(({ fact, text, t }) => entry(`fact:${fact}`, 'fact', t, 'Fact', text)),
    ...Object.entries(record.marks).map(([signal, { mark, t }]) =>
      entry(`signal:${signal}`, mark, t, MARK_WORDS[mark], heard.get(signal) ?? 'A signal'),
    ),
    ...record.moments.map((moment) => momentEntry(moment)),
  ];
  return entries.sort((a, b) => a.t - b.t);
}

function momentEntry(moment: Moment): TimelineEntry {
  const { id, side, competency, t, text } = moment;
  const label = `${side === 'strong' ? 'Strong' : 'Weak'}, ${COMPETENCY_NAMES[competency].toLocaleLowerCase()}`;
  return { ...entry(`moment:${id}`, side, t, label, text), moment };
}

function entry(key: string, kind: TimelineKind, t: number, label: string, text: string): TimelineEntry {
  return { key, kind, t, label, text, moment: null };
}

/** At one place at most so many are drawn; the rest is a number. */
export const DRAWN = 3;

/** Puts entries at one place that would be drawn over each other; `gap`: the width of one, as a share of the axis. */
export function clustersOf(entries: readonly TimelineEntry[], axisMs: number, gap: number): TimelineCluster[] {
  const clusters: TimelineCluster[] = [];
  for (const each of entries) {
    const at = Math.min(1, each.t / axisMs);
    const last = clusters.at(-1);
    if (last && at - last.at < gap * Math.min(DRAWN + 1, last.entries.length)) last.entries.push(each);
    else clusters.push({ key: each.key, at, entries: [each] });
  }
  return clusters;
}
