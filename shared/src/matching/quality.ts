import { levelDistance, TRACK_NAMES, type Level, type Track } from '../interview/track.js';
import { COMPETENCY_NAMES } from '../interview/competency.js';
import { bridgesAfter, gapScale, levelsMeet, qualityBar } from './relaxation.js';
import { canBridge, type Ticket } from './ticket.js';

/** One reason why two people fit: `value` in 0..1, weighted; `words` only where there is something to say. */
export interface Term {
  name: 'ability' | 'complement' | 'track' | 'novelty' | 'seniority' | 'reputation' | 'language' | 'waiting';
  weight: number;
  value: number;
  words: string | null;
}

export interface PairQuality {
  /** Sum of weight × value; the weights without waiting add up to 1. */
  value: number;
  track: Track;
  bridged: boolean;
  terms: Term[];
}

/** Where a level stands on the 1..5 scale while nothing is known of the person: neighbours half a point apart. */
const PRIOR: Record<Level, number> = { junior: 2.7, mid: 3.2, senior: 3.7 };
const WAITING_FULL_MS = 600_000;

/** The longer of both waits, milliseconds: relaxation is for who has waited longest. */
export function longerWait(a: Ticket, b: Ticket, now: number): number {
  return Math.max(0, now - Math.min(a.enqueuedAt, b.enqueuedAt));
}

/** The track both want most (least sum of ranks, ties by name), or a bridge to what the older ticket wants, or `null`. */
export function commonTrack(a: Ticket, b: Ticket, waitMs: number): { track: Track; bridged: boolean } | null {
  const ranked = a.tracks
    .filter((track) => b.tracks.includes(track))
    .map((track) => ({ track, rank: a.tracks.indexOf(track) + b.tracks.indexOf(track) }))
    .sort((x, y) => x.rank - y.rank || (x.track < y.track ? -1 : 1));
  if (ranked[0]) return { track: ranked[0].track, bridged: false };
  if (!a.bridging || !b.bridging || !bridgesAfter(waitMs)) return null;
  const older = a.enqueuedAt < b.enqueuedAt || (a.enqueuedAt === b.enqueuedAt && a.id < b.id) ? a : b;
  const newer = older === a ? b : a;
  const bridge = older.tracks.find((track) => newer.tracks.some((other) => canBridge(track, other)));
  return bridge ? { track: bridge, bridged: true } : null;
}

/** Whether a scripted partner is one of the two: it takes any level, length and language, after everybody else. */
export function withBot(a: Ticket, b: Ticket): boolean {
  return a.bot !== b.bot;
}

/** The rules that are never bent: who may not meet at all, whatever the wait. */
export function mayMeet(a: Ticket, b: Ticket): boolean {
  if (a.account === b.account || (a.bot && b.bot)) return false;
  if (a.blocked.includes(b.account) || b.blocked.includes(a.account)) return false;
  if (withBot(a, b)) return true;
  return a.length === b.length && a.languages.some((language) => b.languages.includes(language));
}

function complement(a: Ticket, b: Ticket): { value: number; words: string | null } {
  const covered = (goals: Ticket['goals'], strengths: Ticket['strengths']) =>
    goals.length ? 0.5 + (0.5 * goals.filter((g) => strengths.includes(g)).length) / goals.length : 0.5;
  const value = (covered(a.goals, b.strengths) + covered(b.goals, a.strengths)) / 2;
  const shared = a.goals.find((g) => b.strengths.includes(g)) ?? b.goals.find((g) => a.strengths.includes(g));
  return {
    value,
    words: shared ? `one of you is strong where the other wants to work: ${COMPETENCY_NAMES[shared]}` : null,
  };
}

function novelty(a: Ticket, b: Ticket): number {
  const place = (mine: Ticket, other: Ticket) => {
    const index = mine.recentPartners.indexOf(other.account);
    return index < 0 ? 1 : Math.min(0.8, index * 0.1);
  };
  return Math.min(place(a, b), place(b, a));
}

function abilityTerm(a: Ticket, b: Ticket, waitMs: number): number {
  const gap = Math.abs((a.ability?.value ?? PRIOR[a.level]) - (b.ability?.value ?? PRIOR[b.level]));
  return Math.exp(-((gap / gapScale(waitMs)) ** 2));
}

/**
 * How well two people fit at `now` (epoch milliseconds), symmetric and explained term by term; `null` where they
 * may not be paired now: a hard rule, no track in common, levels too far apart for the wait, or below the bar.
 */
export function pairQuality(a: Ticket, b: Ticket, now: number): PairQuality | null {
  const waitMs = longerWait(a, b, now);
  const bot = withBot(a, b);
  if (!mayMeet(a, b) || !(bot || levelsMeet(a.level, b.level, waitMs))) return null;
  const common = commonTrack(a, b, waitMs);
  if (!common) return null;
  const { track, bridged } = common;
  const rank = (t: Ticket) => (t.tracks.includes(track) ? 1 - t.tracks.indexOf(track) / t.tracks.length : 0.3);
  const distance = levelDistance(a.level, b.level);
  const fit = complement(a, b);
  const fresh = novelty(a, b);
  const language = a.languages[0] === b.languages[0] ? 1 : 0.6;
  const terms: Term[] = [
    { name: 'ability', weight: 0.28, value: abilityTerm(a, b, waitMs), words: null },
    { name: 'complement', weight: 0.2, value: fit.value, words: fit.words },
    {
      name: 'track',
      weight: 0.15,
      value: (rank(a) + rank(b)) / 2,
      words: bridged ? `nobody was waiting in the same track: this one is a neighbour, ${TRACK_NAMES[track]}` : null,
    },
    {
      name: 'novelty',
      weight: 0.12,
      value: fresh,
      words: fresh < 1 ? 'you have met before' : 'you have not met before',
    },
    {
      name: 'seniority',
      weight: 0.1,
      value: 1 - distance / 2,
      words: distance === 0 ? 'same level' : `${distance === 1 ? 'one level' : 'two levels'} apart`,
    },
    { name: 'reputation', weight: 0.1, value: ((a.reputation ?? 0.5) + (b.reputation ?? 0.5)) / 2, words: null },
    { name: 'language', weight: 0.05, value: language, words: null },
    { name: 'waiting', weight: 0.15, value: Math.min(1, waitMs / WAITING_FULL_MS), words: null },
  ];
  const value = terms.reduce((sum, term) => sum + term.weight * term.value, 0);
  // Half the worth: two people are always paired before either is given to a script.
  if (bot) return { value: value / 2, track, bridged, terms: [] };
  return value >= qualityBar(waitMs) ? { value, track, bridged, terms } : null;
}
