import type { Card, FlowScript } from '#shared/flow/flow.schema.js';
import { COMPETENCY_NAMES } from '#shared/interview/competency.js';
import { COMPETENCY_WORDS } from './competency.words.js';
import type { PeerCommand } from '#shared/room/commands.js';
import type { PlayedCard, RoundNumber, RoundRecord } from '#shared/room/state.js';

export type CardKind = Card['kind'];

export const KIND_NAMES: Record<CardKind, string> = { 'follow-up': 'Follow-up', twist: 'Twist', hint: 'Hint' };

/** How a card is told apart: a twist and a hint by their kind, a follow-up by what it probes. */
export function cardLabel(card: Card): string {
  const [first] = card.competencies;
  return card.kind === 'follow-up' && first ? COMPETENCY_WORDS[first] : KIND_NAMES[card.kind];
}

export const KIND_TONES = { 'follow-up': 'accent', twist: 'twist', hint: 'neutral' } as const;

export interface DeckRow {
  card: Card;
  label: string;
  played: PlayedCard | null;
  /** Its second probe can be put now. */
  deeper: boolean;
}

export type DeckFilter = 'all' | CardKind;

/** The whole deck, as searched and filtered: what can still be played first, in the flow's order. */
export function deckRows(flow: FlowScript, record: RoundRecord, query: string, filter: DeckFilter): DeckRow[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const rows = flow.cards
    .filter((card) => filter === 'all' || card.kind === filter)
    .filter((card) => words.every((word) => searched(card).includes(word)))
    .map((card) => {
      const played = record.cards.find((each) => each.card === card.id) ?? null;
      return { card, label: cardLabel(card), played, deeper: played !== null && canGoDeeper(card, played) };
    });
  return [...rows.filter(({ played }) => !played), ...rows.filter(({ played }) => played)];
}

function searched({ say, trigger, good, second = '', competencies, kind }: Card): string {
  const names = competencies.map((competency) => COMPETENCY_NAMES[competency]);
  return [say, trigger, good, second, kind, ...names].join(' ').toLocaleLowerCase();
}

function canGoDeeper(card: Card, played: PlayedCard): boolean {
  return card.second !== undefined && played.second === null;
}

/** The hints that are left, those meant for the step first. */
export function hintsLeft(flow: FlowScript, record: RoundRecord, step: string | null): Card[] {
  const left = flow.cards.filter(({ id, kind }) => kind === 'hint' && !record.cards.some(({ card }) => card === id));
  const meant = (card: Card) => step !== null && (card.when.steps?.includes(step) ?? true);
  return [...left.filter(meant), ...left.filter((card) => !meant(card))];
}

/** What was put to the candidate last, so that its words can be said now. */
export interface PutNow {
  /** Changes with every card and second probe. */
  key: string;
  card: Card;
  label: string;
  say: string;
  /** The deeper probe that is still to be had. */
  second: string | null;
}

/** The card, hint or second probe put since the current step was entered; null while its own question stands. */
export function putNow(flow: FlowScript, record: RoundRecord): PutNow | null {
  const enteredAt = record.steps.at(-1)?.enteredAt ?? 0;
  const at = (played: PlayedCard) => played.second?.t ?? played.t;
  const last = record.cards.reduce<PlayedCard | null>(
    (latest, played) => (latest && at(latest) > at(played) ? latest : played),
    null,
  );
  const card = flow.cards.find(({ id }) => id === last?.card);
  if (!last || !card || at(last) < enteredAt) return null;
  const deep = last.second !== null;
  return {
    key: `${card.id} ${deep ? 'second' : 'first'}`,
    card,
    label: deep ? 'Second probe' : card.kind === 'twist' ? 'Twist: the case changes' : KIND_NAMES[card.kind],
    say: last.second?.say ?? last.say,
    second: deep ? null : (card.second ?? null),
  };
}

/** What puts a card to the candidate. */
export function playCommand(card: Card, round: RoundNumber): PeerCommand {
  return { type: card.kind === 'hint' ? 'giveHint' : 'playCard', round, card: card.id };
}
