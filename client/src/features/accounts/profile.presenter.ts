import { LANGUAGES, type Profile } from '#shared/contract/account.js';
import type { QueueOverview } from '#shared/contract/queue.js';
import { COMPETENCIES, COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { familyOf, type Level, type Track, TRACK_NAMES, TRACKS } from '#shared/interview/track.js';

type Language = Profile['languages'][number];

export const TRACK_HINTS: Record<Track, string> = {
  'ml-case': 'A business ask turned into a model that pays',
  'ml-system-design': 'An open-ended system, from objective to failure modes',
  'ml-debugging': 'Something degraded; find out why, cheaply',
  'data-analytics': 'A question, some tables, an answer that holds',
  'product-sense': 'Users and their needs before features',
  'product-execution': 'Goals, metrics, and why the number moved',
};

const GOAL_HINTS: Record<Competency, string> = {
  framing: 'I jump to a model too soon',
  metrics: 'I optimise accuracy and forget the cost',
  data: 'I take the data as they come',
  tradeoffs: 'I can’t say why this one and not that',
  explanation: 'I lose people who do no ML',
  production: 'I stop at the offline score',
  simplicity: 'I build too much too soon',
  delivery: 'I ramble or freeze when it’s live',
};

export const LEVEL_CARDS: { value: Level; label: string; hint: string }[] = [
  { value: 'junior', label: 'Junior', hint: 'First or second role, or on the way to it' },
  { value: 'mid', label: 'Mid', hint: 'I own projects from question to result' },
  { value: 'senior', label: 'Senior', hint: 'I decide what should be built at all' },
];

/** Tracks as cards; one without questions can be wished for but not queued for yet. */
export function trackCards(overview: QueueOverview | undefined): { value: Track; label: string; hint: string }[] {
  return TRACKS.map((value) => {
    const flows = overview?.tracks.find(({ track }) => track === value)?.flows;
    return { value, label: TRACK_NAMES[value], hint: flows === 0 ? 'No questions yet' : TRACK_HINTS[value] };
  });
}

export const GOAL_CARDS: { value: Competency; label: string; hint: string }[] = COMPETENCIES.map((value) => ({
  value,
  label: COMPETENCY_NAMES[value],
  hint: GOAL_HINTS[value],
}));

/** Languages by their names in themselves, as people look for them. */
export function languageCards(): { value: Language; label: string }[] {
  return LANGUAGES.map((value) => {
    const name = new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value;
    return { value, label: name.charAt(0).toLocaleUpperCase(value) + name.slice(1) };
  });
}

/**
 * What holds for somebody who skips the questions: the first tracks that are open, of one kind (few prepare for
 * machine learning and product interviews at once), and what the browser says.
 */
export function defaultProfile(
  browserLanguages: readonly string[],
  timeZone: string,
  overview?: QueueOverview,
): Profile {
  const open = TRACKS.filter((track) => overview?.tracks.some((one) => one.track === track && one.flows > 0));
  const [first = 'ml-case'] = open;
  const alike = open.filter((track) => familyOf(track) === familyOf(first));
  return {
    tracks: alike.length > 0 ? alike : [first],
    level: 'mid',
    languages: spokenAmong(browserLanguages),
    goals: [],
    timeZone,
  };
}

/** Offered languages that the browser asks for; English when it asks for none of them. */
export function spokenAmong(browserLanguages: readonly string[]): Language[] {
  const tags = browserLanguages.map((tag) => tag.slice(0, 2).toLowerCase());
  const spoken = LANGUAGES.filter((language) => tags.includes(language)).slice(0, 5);
  return spoken.length > 0 ? spoken : ['en'];
}

/** Time zones for a list, with underscores made readable; the own one is there even if the browser lists it not. */
export function zoneOptions(zones: readonly string[], own: string): { value: string; label: string }[] {
  const all = zones.includes(own) ? zones : [own, ...zones];
  return all.map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
