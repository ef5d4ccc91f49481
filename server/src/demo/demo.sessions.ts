import { COMPETENCIES, type Competency, type InterviewerSkill } from '#shared/interview/competency.js';
import { LEVELS, type Level, type Track } from '#shared/interview/track.js';
import type { Mark } from '#shared/rating/simulation/perception.js';
import { SIMULATED_FROM, SimulatedWorld, type SimulatedSheet } from '#shared/rating/simulation/simulate.js';

export interface DemoSize {
  seed: number;
  people: number;
  sheets: number;
  days: number;
}

/** What a partner gave in one round, in the product's own words; `null`: the sheet was never handed in. */
export interface DemoRound {
  candidate: string;
  interviewer: string;
  given: {
    scores: Partial<Record<Competency, Mark>>;
    skills: Record<InterviewerSkill, Mark>;
  } | null;
}

/** A session between two simulated people. */
export interface DemoSession {
  /** Epoch milliseconds at which round 1 is rated. */
  at: number;
  track: Track;
  levels: Record<string, Level>;
  rounds: [DemoRound, DemoRound];
}

/** The simulated tracks by their number: each stands for one or two of ours. */
const TRACKS_OF: readonly (readonly [Track, Track])[] = [
  ['ml-case', 'ml-debugging'],
  ['ml-system-design', 'ml-case'],
  ['data-analytics', 'data-analytics'],
  ['product-sense', 'product-execution'],
];
const QUESTIONS_PER_TRACK = 30;
const SAME_SESSION_MS = 2 * 3_600_000;
const DAY_MS = 86_400_000;

/** Sessions of a simulated world in the order of time, the last one some hours before `now`. */
export function demoSessions(size: DemoSize, now: number): DemoSession[] {
  const world = new SimulatedWorld({ ...size, scenario: 'default' });
  world.calibration();
  const shift = now - 5 * 3_600_000 - (SIMULATED_FROM + size.days * DAY_MS);
  const sheets = [...world.sheets()];
  const sessions: DemoSession[] = [];
  for (let index = 0; index < sheets.length; index += 1) {
    const first = sheets[index];
    if (!first) continue;
    const next = sheets[index + 1];
    const second = next && isOtherRound(first, next) ? next : null;
    if (second) index += 1;
    sessions.push(sessionOf(first, second, shift));
  }
  return sessions;
}

function isOtherRound(first: SimulatedSheet, next: SimulatedSheet): boolean {
  const swapped = next.candidate === first.rater && next.rater === first.candidate;
  return swapped && next.at - first.at < SAME_SESSION_MS;
}

function sessionOf(first: SimulatedSheet, second: SimulatedSheet | null, shift: number): DemoSession {
  const number = Number(first.question.slice(1));
  const [usual, other] = TRACKS_OF[Math.floor(number / QUESTIONS_PER_TRACK)] ?? ['ml-case', 'ml-case'];
  return {
    at: first.at + shift,
    track: number % 3 === 2 ? other : usual,
    levels: { [first.candidate]: levelOf(first.level), [first.rater]: levelOf(first.raterLevel) },
    rounds: [
      { candidate: first.candidate, interviewer: first.rater, given: givenIn(first) },
      { candidate: first.rater, interviewer: first.candidate, given: second ? givenIn(second) : null },
    ],
  };
}

function levelOf(level: string): Level {
  return LEVELS[Math.min(LEVELS.length - 1, Number(level))] ?? 'mid';
}

function givenIn({ scores, quality }: SimulatedSheet): NonNullable<DemoRound['given']> {
  const whole = (value: number | undefined): Mark =>
    value === 1 || value === 2 || value === 4 || value === 5 ? value : 3;
  return {
    scores: Object.fromEntries(
      COMPETENCIES.flatMap((competency, k) => {
        const score = scores[`c${k + 1}`];
        return score === undefined ? [] : [[competency, whole(score)]];
      }),
    ),
    skills: {
      preparation: whole(quality.q1),
      clarity: whole(quality.q2),
      followups: whole(quality.q3),
      fairness: whole(quality.q4),
    },
  };
}
