import type { RatedSheet } from '../model/ledger.js';
import { DROPPED, isFull, makeFriends, Pairing, sessionsFor, type FriendlySession } from './pairing.js';
import { mark, rated, trolled, trueQuality, trueScore, type Mark } from './perception.js';
import { Selves } from './selves.js';
import { calibrationOf, type SimulatedCalibration } from './vignettes.js';
import {
  abilities,
  COMPETENCIES,
  makePeople,
  makeQuestions,
  numbered,
  severityOn,
  SKILLS,
  SPREAD,
  streamsOf,
  WORLD,
  type Person,
  type Question,
  type Streams,
  type WorldSize,
} from './world.js';

const DAY_MS = 86_400_000;
/** Where the simulated time begins, in epoch milliseconds. */
export const SIMULATED_FROM = Date.UTC(2025, 0, 1);
/** Between the two rounds of a session, in days. */
const ROUND_DAYS = 0.03;
const NOT_SEEN = 0.12;

/** A sheet, with how the candidate rated themself and what they said of the interviewer. */
export interface SimulatedSheet extends RatedSheet {
  raterLevel: string;
  self: Record<string, Mark>;
  quality: Record<string, Mark>;
}

/** What is true at the end. An estimator never sees it. */
export interface Truth {
  person: string;
  received: number;
  given: number;
  overall: number;
  competencies: Record<string, number>;
  /** By how much self-ratings lie above the true score on average. */
  selfGaps: Record<string, number>;
  quality: number;
  /** `null` for trolls, who have none. */
  severity: number | null;
  colluder: boolean;
  troll: boolean;
}

/**
 * A world of peers who interview and rate each other: abilities that grow, questions of unlike difficulty, severity
 * that drifts, halo, rounding, friends who inflate each other and trolls. The same size and seed give the same world.
 * Read `calibration` first, then all of `sheets`, then `truth`.
 */
export class SimulatedWorld {
  private readonly size: WorldSize;
  private readonly streams: Streams;
  private readonly people: Person[];
  private readonly pools: Question[][][];
  private readonly friendly: FriendlySession[];
  private readonly selves: Selves;
  private written = 0;

  constructor(size: Partial<WorldSize> = {}) {
    this.size = { ...WORLD, ...size };
    this.streams = streamsOf(this.size.seed);
    const { offsets, pools } = makeQuestions(this.streams);
    this.pools = pools;
    this.people = makePeople(this.size, this.streams, offsets);
    this.selves = new Selves(this.streams.selves, this.size.people);
    this.friendly = makeFriends(this.size, this.streams, this.people);
  }

  /** Vignettes before the first interview. */
  calibration(): SimulatedCalibration[] {
    return calibrationOf(this.people, this.size.vignettes, this.streams.vignettes);
  }

  /** The pairs who inflate each other whenever they meet. An estimator never sees them. */
  friends(): (readonly [string, string])[] {
    const pairs = new Map(this.friendly.map(({ a, b }) => [`${a} ${b}`, [a, b] as const]));
    return [...pairs.values()].map(([a, b]) => [this.people[a]?.id ?? '', this.people[b]?.id ?? '']);
  }

  /** The sheets in the order of time. */
  *sheets(): Generator<SimulatedSheet> {
    const { size, streams, people, friendly } = this;
    const pairing = new Pairing(people, streams.pairing);
    const ordinary = Math.max(1, sessionsFor(size.sheets) - friendly.length);
    const days = Array.from({ length: ordinary }, () => size.days * streams.pairing.uniform() ** 0.75);
    days.sort((a, b) => a - b);
    let [met, friendsMet] = [0, 0];
    while (this.written < size.sheets) {
      const friends = friendly[friendsMet];
      const next = days[met] ?? (friends ? Infinity : size.days);
      const isFriendly = friends !== undefined && friends.day <= next;
      const day = isFriendly ? friends.day : next;
      pairing.admit(day);
      if (isFriendly) {
        friendsMet += 1;
        const boost = 0.8 + streams.collusion.uniform();
        const [a, b] = [people[friends.a], people[friends.b]];
        if (a && b && !isFull(a) && !isFull(b)) yield* this.session(a, b, day, boost);
      } else {
        met += 1;
        const pair = pairing.draw();
        if (pair) yield* this.session(...pair, day, 0);
      }
    }
  }

  private sessions = 0;

  private *session(a: Person, b: Person, day: number, boost: number): Generator<SimulatedSheet> {
    const { streams, size } = this;
    this.sessions += 1;
    const rapport = streams.scores.normal(0, SPREAD.rapport);
    for (const [round, [rater, candidate]] of (
      [
        [b, a],
        [a, b],
      ] as const
    ).entries()) {
      if (this.written >= size.sheets) break;
      const sheet = this.round(rater, candidate, day, round, rapport, boost);
      if (sheet) yield sheet;
    }
    for (const person of [a, b]) {
      person.sessions += 1;
      person.walk += streams.growth.normal(0, SPREAD.walk);
      person.walks = person.walks.map((walk) => walk + streams.growth.normal(0, SPREAD.competencyWalk));
    }
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      one.recent = [...one.recent, other.index].slice(-6);
  }

  private questionFor({ level, track }: Person): Question {
    const chance = this.streams.scores;
    const shift = chance.uniform() < 0.25 ? (chance.uniform() < 0.5 ? -1 : 1) : 0;
    const pool = this.pools[track]?.[Math.min(3, Math.max(0, level + shift))] ?? [];
    const question = pool[chance.whole(pool.length)];
    if (!question) throw new RangeError(`No question for track ${track}, level ${level}.`);
    return question;
  }

  private round(
    rater: Person,
    candidate: Person,
    day: number,
    round: number,
    rapport: number,
    boost: number,
  ): SimulatedSheet | null {
    const { scores: chance } = this.streams;
    const question = this.questionFor(candidate);
    const occasion = chance.normal(0, SPREAD.occasion);
    const performance = abilities(candidate).map((ability, k) => {
      const onThis = occasion + chance.normal(0, SPREAD.competencyOccasion);
      return ability + onThis - question.difficulty - (question.difficulties[k] ?? 0);
    });
    const honest = rated(rater, performance, chance, severityOn(rater, day, this.size.days), rapport + boost);
    const dropped = chance.uniform() < DROPPED;
    const seen = COMPETENCIES.map(() => chance.uniform() >= NOT_SEEN);
    const marks = rater.troll > 0 && boost === 0 ? trolled(rater, chance) : honest;
    if (dropped) return null;
    const scores = this.scoresOf(question, marks, seen);
    const quality = this.qualityOf(rater, candidate, rapport, boost, marks);
    rater.given += 1;
    candidate.received += 1;
    const width = Math.max(5, String(Math.max(this.size.people, this.size.sheets)).length);
    const id = numbered('r', this.written, width);
    this.written += 1;
    return {
      id,
      at: SIMULATED_FROM + Math.round((day + round * ROUND_DAYS) * DAY_MS),
      candidate: candidate.id,
      rater: rater.id,
      question: question.id,
      level: String(candidate.level),
      raterLevel: String(rater.level),
      scores,
      self: this.selves.rates(candidate, performance, Object.keys(scores)),
      quality,
    };
  }

  private scoresOf(question: Question, marks: readonly Mark[], seen: readonly boolean[]) {
    const scores: Record<string, Mark> = {};
    for (const [k, name] of COMPETENCIES.entries()) {
      if (!question.exercises[k] || !seen[k]) continue;
      scores[name] = marks[k] ?? 1;
      this.streams.interviewers.uniform(); // whether there was evidence, which no estimator looks at
    }
    if (Object.keys(scores).length === 0) scores[COMPETENCIES[0]] = marks[0] ?? 1;
    return scores;
  }

  private qualityOf(rater: Person, candidate: Person, rapport: number, boost: number, marks: readonly Mark[]) {
    const chance = this.streams.interviewers;
    const mean = marks.reduce((sum, score) => sum + score, 0) / marks.length;
    const base =
      3.8 +
      0.45 * rater.craft +
      ((0.5 * rapport) / SPREAD.rapport) * 0.2 +
      boost * 0.7 +
      chance.normal(0, 0.35) +
      0.15 * (mean - 3);
    const quality: Record<string, Mark> = {};
    for (const name of SKILLS) {
      quality[name] = candidate.troll === 1 ? 1 : mark(base - 0.3 * candidate.severity + chance.normal(0, 0.5));
    }
    return quality;
  }

  truth(): Truth[] {
    return this.people.map((person) => {
      const scores = abilities(person).map((ability) => trueScore(ability));
      return {
        person: person.id,
        received: person.received,
        given: person.given,
        overall: scores.reduce((sum, score) => sum + score, 0) / scores.length,
        competencies: Object.fromEntries(COMPETENCIES.map((name, k) => [name, scores[k] ?? 0])),
        selfGaps: this.selves.gaps(person, abilities(person)),
        quality: trueQuality(person),
        severity:
          person.troll > 0 ? null : trueScore(3) - trueScore(3, severityOn(person, this.size.days, this.size.days)),
        colluder: person.clique >= 0,
        troll: person.troll > 0,
      };
    });
  }
}
