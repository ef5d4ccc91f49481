import type { LibraryEntry } from '#shared/contract/library.js';
import type { Competency } from '#shared/interview/competency.js';
import {
  LEVEL_NAMES,
  LEVELS,
  TRACK_NAMES,
  TRACKS,
  type Length,
  type Level,
  type Track,
} from '#shared/interview/track.js';
import type { IconName } from '../../ui/icons.js';
import { TRACK_HINTS } from '../accounts/profile.presenter.js';
import { COMPETENCY_WORDS } from '../room/competency.words.js';
import { fits, type Filters } from './filters.presenter.js';

type Knowledge = LibraryEntry['knowledge'];

/** What the reader knows of a flow, in a word; `null` where it is new to them. */
export interface KnownWord {
  word: string;
  tone: 'strong' | 'neutral';
  icon: IconName;
}

export function knownWord({ licensedAt, takenAt, interviewedAt, briefOpenedAt, seen }: Knowledge): KnownWord | null {
  if (licensedAt !== null) return { word: 'Licensed', tone: 'strong', icon: 'check' };
  if (takenAt !== null) return { word: 'Taken', tone: 'strong', icon: 'check' };
  if (interviewedAt !== null) return { word: 'Interviewed', tone: 'neutral', icon: 'eye' };
  if (briefOpenedAt !== null) return { word: 'Brief read', tone: 'neutral', icon: 'eye' };
  return seen ? { word: 'Seen', tone: 'neutral', icon: 'eye' } : null;
}

/** A flow as its card shows it. */
export interface FlowCard {
  id: string;
  title: string;
  industry: string;
  summary: string;
  known: KnownWord | null;
  exercises: { word: string; wanted: boolean }[];
  levels: string;
  time: string;
}

export interface FlowGroup {
  track: Track;
  name: string;
  note: string;
  cards: FlowCard[];
}

/** The flows that are looked for, track by track, in the order of their titles. */
export function flowGroups(entries: readonly LibraryEntry[], filters: Filters): FlowGroup[] {
  return TRACKS.flatMap((track) => {
    const cards = entries
      .filter((entry) => entry.track === track && fits(entry, filters))
      .sort((a, b) => a.title.localeCompare(b.title, 'en'))
      .map((entry) => cardOf(entry, filters));
    return cards.length === 0 ? [] : [{ track, name: TRACK_NAMES[track], note: TRACK_HINTS[track], cards }];
  });
}

function cardOf(entry: LibraryEntry, { exercises, length }: Filters): FlowCard {
  const { id, title, industry, summary, levels, steps, knowledge } = entry;
  const words = entry.exercises.map((competency: Competency) => ({
    word: COMPETENCY_WORDS[competency],
    wanted: exercises.includes(competency),
  }));
  return {
    id,
    title,
    industry,
    summary,
    known: knownWord(knowledge),
    exercises: words,
    levels: levelWords(levels),
    time: timeWords(steps, length),
  };
}

/** "Any level", "Mid and senior". */
export function levelWords(levels: readonly Level[]): string {
  if (LEVELS.every((level) => levels.includes(level))) return 'Any level';
  const [first = '', ...rest] = LEVELS.filter((level) => levels.includes(level)).map((level) => LEVEL_NAMES[level]);
  return [first, ...rest.map((name) => name.toLocaleLowerCase('en'))].join(' and ');
}

const MINUTES: Record<Length, number> = { full: 30, short: 15 };

function timeWords(steps: LibraryEntry['steps'], length: Length | null): string {
  if (length !== null) return `${MINUTES[length]} min, ${steps[length]} steps`;
  return steps.short > 0 ? '30 or 15 min' : '30 min';
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The page opens with what is still to be met. */
export function openingOf(entries: readonly LibraryEntry[]): { title: string; lede: string } {
  const fresh = entries.filter(({ knowledge }) => !knowledge.seen).length;
  const licensed = entries.filter(({ knowledge }) => knowledge.mayInterview).length;
  const all = entries.length;
  const lede = [
    'Each is one interview: a case, the questions in their order, and cards that probe deeper.',
    licensed > 0
      ? `You may interview with ${licensed === 1 ? 'one' : licensed} of them.`
      : 'Read a brief and pass its check to interview with it.',
  ].join(' ');
  if (fresh === all) return { title: `${counted(all, 'flow', 'flows')}, all of them new to you.`, lede };
  if (fresh === 0) return { title: `You have seen all ${all} flows.`, lede };
  return { title: `${fresh} of ${all} flows ${fresh === 1 ? 'is' : 'are'} still new to you.`, lede };
}

/** "5 of 26 flows". */
export function countWords(found: number, all: number): string {
  return found === all ? counted(all, 'flow', 'flows') : `${found} of ${counted(all, 'flow', 'flows')}`;
}
