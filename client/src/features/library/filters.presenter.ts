import type { LibraryEntry } from '#shared/contract/library.js';
import { COMPETENCIES, COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import {
  LENGTHS,
  LEVEL_NAMES,
  LEVELS,
  TRACK_NAMES,
  TRACKS,
  type Length,
  type Level,
  type Track,
} from '#shared/interview/track.js';

/** How well the reader knows a flow, as far as one looks for flows by it. */
export const KNOWN = ['new', 'seen', 'licensed'] as const;
export type Known = (typeof KNOWN)[number];

/** What is looked for. Of tracks and levels any will do; of competencies a flow has to exercise all. */
export interface Filters {
  words: string;
  tracks: readonly Track[];
  levels: readonly Level[];
  exercises: readonly Competency[];
  length: Length | null;
  known: Known | null;
}

export const NO_FILTERS: Filters = { words: '', tracks: [], levels: [], exercises: [], length: null, known: null };

type Query = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = <T extends string>(all: readonly T[], value: unknown): T[] => {
  const named = textOf(value).split(',');
  return all.filter((one) => named.includes(one));
};

/** Filters as the address has them; what it names wrongly is left out. */
export function filtersOf(query: Query): Filters {
  return {
    words: textOf(query.q).slice(0, 100),
    tracks: listOf(TRACKS, query.track),
    levels: listOf(LEVELS, query.level),
    exercises: listOf(COMPETENCIES, query.exercises),
    length: LENGTHS.find((length) => length === query.length) ?? null,
    known: KNOWN.find((known) => known === query.known) ?? null,
  };
}

/** The same as an address: only what is set. */
export function queryOf({ words, tracks, levels, exercises, length, known }: Filters): Record<string, string> {
  return {
    ...(words.trim() !== '' && { q: words }),
    ...(tracks.length > 0 && { track: tracks.join(',') }),
    ...(levels.length > 0 && { level: levels.join(',') }),
    ...(exercises.length > 0 && { exercises: exercises.join(',') }),
    ...(length && { length }),
    ...(known && { known }),
  };
}

/** How many filters are set, the words apart. */
export function countSet({ tracks, levels, exercises, length, known }: Filters): number {
  return tracks.length + levels.length + exercises.length + (length ? 1 : 0) + (known ? 1 : 0);
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en');

function searched({ title, industry, summary, track, exercises }: LibraryEntry): string {
  const names = exercises.map((competency) => COMPETENCY_NAMES[competency]);
  return plain([title, industry, summary, TRACK_NAMES[track], ...names].join(' '));
}

function isKnown({ knowledge }: LibraryEntry, known: Known): boolean {
  if (known === 'licensed') return knowledge.mayInterview;
  return knowledge.seen === (known === 'seen');
}

/** Whether a flow is what is looked for. */
export function fits(entry: LibraryEntry, filters: Filters): boolean {
  const { words, tracks, levels, exercises, length, known } = filters;
  const text = searched(entry);
  return (
    plain(words)
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (tracks.length === 0 || tracks.includes(entry.track)) &&
    (levels.length === 0 || levels.some((level) => entry.levels.includes(level))) &&
    exercises.every((competency) => entry.exercises.includes(competency)) &&
    (length === null || entry.steps[length] > 0) &&
    (known === null || isKnown(entry, known))
  );
}

/** One choice of a filter, with how many flows it would leave beside all that is set in the other filters. */
export interface Option {
  value: string;
  label: string;
  count: number;
  on: boolean;
}

/** A group of choices: of one kind any number, or a single one. */
export interface Group {
  key: 'tracks' | 'levels' | 'exercises' | 'length' | 'known';
  legend: string;
  single: boolean;
  options: Option[];
}

const LENGTH_LABELS: Record<Length, string> = { full: '30 minutes a round', short: '15 minutes a round' };
const KNOWN_LABELS: Record<Known, string> = { new: 'New to you', seen: 'Seen', licensed: 'You may interview' };

/** All filters with their counts, as they stand beside the list. */
export function groupsOf(entries: readonly LibraryEntry[], filters: Filters): Group[] {
  const count = (over: Partial<Filters>) => entries.filter((entry) => fits(entry, { ...filters, ...over })).length;
  const { tracks, levels, exercises, length, known } = filters;
  return [
    {
      key: 'tracks',
      legend: 'Track',
      single: false,
      options: TRACKS.map((value) => ({
        value,
        label: TRACK_NAMES[value],
        count: count({ tracks: [value] }),
        on: tracks.includes(value),
      })),
    },
    {
      key: 'levels',
      legend: 'Level',
      single: false,
      options: LEVELS.map((value) => ({
        value,
        label: LEVEL_NAMES[value],
        count: count({ levels: [value] }),
        on: levels.includes(value),
      })),
    },
    {
      key: 'known',
      legend: 'What you know of it',
      single: true,
      options: KNOWN.map((value) => ({
        value,
        label: KNOWN_LABELS[value],
        count: count({ known: value }),
        on: known === value,
      })),
    },
    {
      key: 'exercises',
      legend: 'Exercises all of',
      single: false,
      options: COMPETENCIES.map((value) => ({
        value,
        label: COMPETENCY_NAMES[value],
        count: count({ exercises: [...new Set([...exercises, value])] }),
        on: exercises.includes(value),
      })),
    },
    {
      key: 'length',
      legend: 'Length',
      single: true,
      options: LENGTHS.map((value) => ({
        value,
        label: LENGTH_LABELS[value],
        count: count({ length: value }),
        on: length === value,
      })),
    },
  ];
}

/** The filters after one choice was made or taken back. */
export function withChoice(filters: Filters, key: Group['key'], value: string, on: boolean): Filters {
  const single = on ? value : null;
  const toggled = (list: readonly string[]) => (on ? [...list, value] : list.filter((one) => one !== value)).join(',');
  const query: Record<Group['key'], () => Query> = {
    tracks: () => ({ track: toggled(filters.tracks) }),
    levels: () => ({ level: toggled(filters.levels) }),
    exercises: () => ({ exercises: toggled(filters.exercises) }),
    length: () => ({ length: single }),
    known: () => ({ known: single }),
  };
  return filtersOf({ ...queryOf(filters), ...query[key]() });
}

/** Where nothing fits: the one choice whose going would show most, if any would show something. */
export function widening(
  entries: readonly LibraryEntry[],
  filters: Filters,
): { label: string; count: number; filters: Filters } | null {
  const set = groupsOf(entries, filters).flatMap(({ key, options }) =>
    options
      .filter(({ on }) => on)
      .map(({ value, label }) => ({ label, filters: withChoice(filters, key, value, false) })),
  );
  const words = filters.words.trim();
  const all = words === '' ? set : [...set, { label: words, filters: { ...filters, words: '' } }];
  const best = all
    .map((one) => ({ ...one, count: entries.filter((entry) => fits(entry, one.filters)).length }))
    .sort((a, b) => b.count - a.count)[0];
  return best && best.count > 0 ? best : null;
}
