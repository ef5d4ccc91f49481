import { mark, type Mark } from '#shared/rating/simulation/perception.js';
import { RandomStream } from '#shared/rating/simulation/random-stream.js';
import type { SimulatedSheet } from '#shared/rating/simulation/simulate.js';
import { COMPETENCIES, SKILLS } from '#shared/rating/simulation/world.js';
import type { SimulatedSession } from './bench.sessions.js';

/** People with a history far longer than anybody else's. Times are epoch milliseconds. */
export interface Veterans {
  people: readonly string[];
  /** Of each. */
  sessions: number;
  partners: readonly string[];
  from: number;
  to: number;
}

const VETERANS = 5;
const SESSIONS_MOST = 400;
/** Of all rated rounds: more would make a small world one of veterans. */
const SHARE_MOST = 0.1;
const ROUNDS_A_SESSION = 2;
/** Sheets of friends are not on the same footing: the veterans come from nowhere in the simulated world. */
const NAMES = Array.from({ length: VETERANS }, (_, number) => `veteran-${number + 1}`);

const QUESTIONS = 120;
const ROUND_MS = 40 * 60_000;
const SEEN = 0.8;
/** Of a veteran's interviews are on the track and level they usually take. */
const USUAL = 0.7;

/** Who the veterans of a world of so many rated rounds are, and how many sessions each of them has. Pure. */
export function veteransIn(sheets: number): Pick<Veterans, 'people' | 'sessions'> {
  const fitting = Math.floor((sheets * SHARE_MOST) / (VETERANS * ROUNDS_A_SESSION));
  return { people: NAMES, sessions: Math.min(SESSIONS_MOST, fitting) };
}

/** Their sessions in the order of time: spread evenly over it, with partners drawn from all, and two rounds each. Pure. */
export function veteranSessions({ people, sessions, partners, from, to }: Veterans): SimulatedSession[] {
  const chance = new RandomStream(1, 'veterans');
  const step = (to - from - ROUND_MS) / sessions;
  const all = people.flatMap((veteran) =>
    Array.from({ length: sessions }, (_, number): SimulatedSession => {
      const partner = partners[chance.whole(partners.length)] ?? '';
      const at = Math.floor(from + step * (number + chance.uniform()));
      const grown = number / sessions;
      const of = (round: number) => `${veteran} ${number} ${round}`;
      return {
        first: sheetOf(of(1), { candidate: veteran, rater: partner, at, grown }, chance),
        second: sheetOf(of(2), { candidate: partner, rater: veteran, at: at + ROUND_MS, grown: 0.5 }, chance),
      };
    }),
  );
  return all.sort((a, b) => a.first.at - b.first.at);
}

function sheetOf(
  id: string,
  { grown, ...whose }: { candidate: string; rater: string; at: number; grown: number },
  chance: RandomStream,
): SimulatedSheet {
  const usual = chance.uniform() < USUAL;
  const scores = marksOf(COMPETENCIES, 2.4 + 1.5 * grown, chance);
  return {
    id,
    ...whose,
    question: `q${String(usual ? chance.whole(30) : chance.whole(QUESTIONS)).padStart(4, '0')}`,
    level: usual ? '1' : '2',
    raterLevel: '1',
    scores,
    self: marksOf(Object.keys(scores), 3, chance),
    quality: marksOf(SKILLS, 3.8, chance, 1),
  };
}

/** At least one. */
function marksOf(names: readonly string[], mean: number, chance: RandomStream, seen = SEEN): Record<string, Mark> {
  const kept = names.filter(() => chance.uniform() < seen);
  const marked = kept.length > 0 ? kept : names.slice(0, 1);
  return Object.fromEntries(marked.map((name) => [name, mark(mean + chance.normal(0, 0.6))]));
}
