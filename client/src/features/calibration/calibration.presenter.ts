import type { Calibration, TrackStanding, VignetteRatingRow } from '#shared/contract/calibration.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { type Track, TRACK_NAMES } from '#shared/interview/track.js';
import { SET_SIZE } from '#shared/rating/calibration.js';
import { Z90 } from '#shared/rating/shown.js';
import { dateOf } from '../../ui/dates.js';
import { beyondChance, leaningOf } from './leaning.presenter.js';

/** The sentence that the page opens with: how strict one is, as far as that can be told. */
export function headlineOf({ overall }: Calibration): { title: string; lede: string } {
  if (!overall) {
    return {
      title: 'How strict are you?',
      lede: 'Rate three short answers whose scores are known. Afterwards you see the reference, the words that decide it, and how far off you are.',
    };
  }
  const { scores, exact, withinOne, vignettes, signedError, se } = overall;
  const mean = meanWords(signedError);
  const near = `${withinOne} of ${scores} scores over ${vignettes === 1 ? 'one answer' : `${vignettes} answers`} are within one point of the reference, ${exact} of them the same.`;
  if (beyondChance(overall)) {
    return { title: `On average you are ${mean}`, lede: `Give or take ${(Z90 * se).toFixed(1)}. ${near}` };
  }
  return {
    title: 'On average you are level with the reference',
    lede: leaningOf(signedError) === 'level' ? near : `That you are ${mean} may be chance. ${near}`,
  };
}

function meanWords(signedError: number): string {
  return leaningOf(signedError) === 'level'
    ? 'level with the reference'
    : `${leaningOf(signedError)} than the reference`;
}

export interface TrackCard {
  track: Track;
  name: string;
  chip: { words: string; tone: 'strong' | 'accent' | 'neutral' } | null;
  /** How many of the three answers of the set are rated. */
  rated: number;
  words: string;
  /** There are answers in this track. */
  available: boolean;
  /** What the button says; `null` where there is nothing to rate. */
  action: string | null;
}

const ANOTHER = 'Rate another answer';

/** All tracks, those that one practises first. */
export function trackCards({ tracks, further }: Calibration, chosen: readonly Track[]): TrackCard[] {
  const order = ({ track, standing }: TrackStanding) =>
    standing === 'unavailable' ? 2 : chosen.includes(track) ? 0 : 1;
  return [...tracks]
    .sort((a, b) => order(a) - order(b))
    .map((entry) => {
      const { track, standing, rated } = entry;
      const available = standing !== 'unavailable';
      const words = cardWords(entry);
      const action = words.action ?? (further.includes(track) ? ANOTHER : null);
      return { track, name: TRACK_NAMES[track], rated, available, ...words, action };
    });
}

function cardWords({ standing, attempt, rated, result }: TrackStanding): Pick<TrackCard, 'chip' | 'words' | 'action'> {
  const within = result ? `${result.withinOne} of ${result.scores} scores within one, ${result.exact} the same.` : '';
  if (standing === 'unavailable') return { chip: null, words: 'No answers to rate yet.', action: null };
  if (standing === 'calibrated') return { chip: { words: 'calibrated', tone: 'strong' }, words: within, action: null };
  if (standing === 'used-up') {
    return { chip: { words: 'both sets rated', tone: 'neutral' }, words: `Not this time: ${within}`, action: null };
  }
  const chip =
    rated > 0 || attempt === 2 ? ({ words: attempt === 2 ? 'second set' : 'begun', tone: 'accent' } as const) : null;
  if (rated > 0) return { chip, words: `${rated} of ${SET_SIZE} answers rated.`, action: 'Go on' };
  return attempt === 2
    ? { chip, words: `Not yet: ${within}`, action: 'Try three others' }
    : { chip, words: 'Three answers, about ten minutes.', action: 'Start' };
}

export interface LeaningRow {
  competency: Competency;
  name: string;
  scores: number;
  words: string;
  /** Places on the line from −2 to 2, as shares from the left; `null` with a single score. */
  line: { at: number; from: number; to: number; sure: boolean } | null;
}

/** One score says nothing of a habit. */
const SCORES_NEEDED = 2;
const share = (error: number) => (Math.min(2, Math.max(-2, error)) + 2) / 4;

/** Competency by competency, with the width within which the difference may be chance. */
export function leaningRows({ competencies }: Calibration): LeaningRow[] {
  return competencies.map((entry) => {
    const { competency, scores, signedError, se } = entry;
    const row = { competency, name: COMPETENCY_NAMES[competency], scores };
    if (scores < SCORES_NEEDED) {
      return { ...row, words: `Not enough yet (${scores} of ${SCORES_NEEDED} scores)`, line: null };
    }
    const half = Z90 * se;
    const line = {
      at: share(signedError),
      from: share(signedError - half),
      to: share(signedError + half),
      sure: beyondChance(entry),
    };
    return { ...row, words: leaningOf(signedError), line };
  });
}

/** What the rows say together. */
export function leaningSentence(rows: readonly LeaningRow[]): string {
  const list = (items: string[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
  const sure = rows.filter(({ line }) => line?.sure);
  const names = (stricter: boolean) =>
    sure.filter(({ line }) => line && line.at < 0.5 === stricter).map(({ name }) => name);
  const [strict, lenient] = [names(true), names(false)];
  if (rows.every(({ line }) => line === null)) return 'Not enough scores yet to say anything.';
  if (sure.length === 0) return 'No difference here is larger than chance.';
  return [
    strict.length > 0 ? `You are stricter on ${list(strict)}.` : '',
    lenient.length > 0 ? `You are more lenient on ${list(lenient)}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

export interface RatedLine {
  id: string;
  to: string;
  title: string;
  track: string;
  date: string;
  words: string;
}

/** What was rated before, each with the way to its comparison. */
export function ratedLines(ratings: readonly VignetteRatingRow[]): RatedLine[] {
  return ratings.map(({ id, track, at, title, scores }) => {
    const same = scores.filter(({ score, reference }) => score === reference).length;
    const near = scores.filter(({ score, reference }) => Math.abs(score - reference) <= 1).length;
    return {
      id,
      to: `/calibration/ratings/${id}`,
      title: title ?? 'An answer that was revised since',
      track: TRACK_NAMES[track],
      date: dateOf(at),
      words: `${near} of ${scores.length} within one, ${same} the same`,
    };
  });
}

export interface Offer {
  track: Track;
  title: string;
  text: string;
  action: string;
}

/** What is offered while one of these tracks has something to rate: first what was begun, then what is asked for anew. */
export function offerOf({ tracks, further }: Calibration, chosen: readonly Track[]): Offer | null {
  const open = chosen.flatMap(
    (track) => tracks.find((entry) => entry.track === track && entry.standing === 'open') ?? [],
  );
  const begun = open.find(({ rated }) => rated > 0);
  const another = begun ? undefined : chosen.find((each) => further.includes(each));
  const entry = begun ?? open[0];
  if (another !== undefined || !entry) return anotherIn(another);
  const { track, attempt, rated } = entry;
  const name = TRACK_NAMES[track];
  if (rated > 0) {
    return {
      track,
      title: 'Go on calibrating',
      text: `${name}: ${rated} of ${SET_SIZE} answers rated.`,
      action: 'Rate the next answer',
    };
  }
  return attempt === 2
    ? {
        track,
        title: 'A second try at calibrating',
        text: `${name}: three other answers are there for you.`,
        action: 'Rate the first answer',
      }
    : {
        track,
        title: 'How strict are you?',
        text: `Rate three short answers in ${name} whose scores are known, and see how far off you are. Your partners get fairer ratings for it.`,
        action: 'Rate the first answer',
      };
}

function anotherIn(track: Track | undefined): Offer | null {
  if (track === undefined) return null;
  return {
    track,
    title: 'An answer to rate',
    text: `${TRACK_NAMES[track]}: a short answer whose scores are known, about three minutes.`,
    action: ANOTHER,
  };
}

/** How far off one was the last time that two answers were asked for; `null` before the first time. */
export function recheckWords({ recheck }: Calibration): { title: string; text: string } | null {
  if (!recheck) return null;
  const { scores, withinOne, exact, at } = recheck;
  const share = Math.round((100 * withinOne) / scores);
  return {
    title: `Your last re-check: within one ${share} %`,
    text: `${withinOne} of ${scores} scores on two answers, ${exact} the same, finished on ${dateOf(at)}. After every ten interviews that you rate, two answers are asked for among the others. They tell whether you still rate as the rubric does, and change nothing above.`,
  };
}
