import type { SetResult, TrackStanding } from '#shared/contract/calibration.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import { criteriaOf, LEAST_KAPPA, MOST_SIGNED_ERROR } from '#shared/rating/agreement.js';
import { SET_SIZE } from '#shared/rating/calibration.js';

export interface CriterionLine {
  met: boolean;
  words: string;
  /** What is asked for. */
  asked: string;
}

/** The three parts of the pass rule with one's own figures. */
export function criterionLines(result: SetResult): CriterionLine[] {
  const met = criteriaOf(result);
  const { scores, exact, withinOne, kappa, signedError } = result;
  const size = Math.abs(signedError).toFixed(2);
  return [
    {
      met: met.withinOne,
      words: `${withinOne} of ${scores} scores are within one of the reference, ${exact} of them the same.`,
      asked: 'Four in five are asked for.',
    },
    {
      met: met.order,
      words: met.order
        ? 'Your scores are high where the reference is high and low where it is low.'
        : 'Your scores do not yet rise and fall with the reference.',
      asked: `Agreement beyond chance ${kappa === null ? 'cannot be told here' : `is ${figure(kappa)}`}; ${LEAST_KAPPA} of 1 is asked for.`,
    },
    {
      met: met.level,
      words:
        size === '0.00'
          ? 'On average you are level with the reference.'
          : `On average you are ${size} ${signedError < 0 ? 'below' : 'above'} the reference.`,
      asked: `Up to ${MOST_SIGNED_ERROR} either way is fine.`,
    },
  ];
}

/** Cut and not rounded, so that what just misses a limit does not look as if it met it. */
function figure(value: number): string {
  return (Math.floor(value * 100 + 1e-9) / 100).toFixed(2).replace('-', '−');
}

/** What a finished set comes to, and what may be done next. */
export function resultWords({ track, standing, attempt, result }: TrackStanding): { title: string; text: string } {
  const name = TRACK_NAMES[track];
  if (result?.passed) {
    return {
      title: `${name}: calibrated`,
      text: 'Your scores mean what the rubric means, and a partner can rely on them.',
    };
  }
  if (standing === 'open' && attempt === 2) {
    return {
      title: `${name}: not yet`,
      text: 'Read where you were far off first. There are three other answers for a second try, and no third.',
    };
  }
  return {
    title: `${name}: not this time`,
    text: 'Both sets are rated. The comparisons stay here to read, and you can go on interviewing as before.',
  };
}

/** Where one is in a set, in a few words: `Answer 2 of 3`; `null` once the sets are over. */
export function placeInSet({ standing, attempt, rated }: TrackStanding): string | null {
  if (standing !== 'open') return null;
  const answer = `Answer ${Math.min(rated + 1, SET_SIZE)} of ${SET_SIZE}`;
  return attempt === 2 ? `Second set, ${answer.toLowerCase()}` : answer;
}
