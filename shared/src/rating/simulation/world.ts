import { RandomStream } from './random-stream.js';

/** Competencies, skills, levels and tracks of the simulated world: placeholders. */
export const COMPETENCIES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'] as const;
export const SKILLS = ['q1', 'q2', 'q3', 'q4'] as const;
const LEVELS = [
  { share: 0.3, mean: 2.45 },
  { share: 0.38, mean: 2.95 },
  { share: 0.22, mean: 3.4 },
  { share: 0.1, mean: 3.75 },
];
const TRACKS = [0.4, 0.3, 0.18, 0.12];

/** Who plays false: the share of pairs that inflate each other, and of people who rate without looking. */
export const SCENARIOS = {
  clean: { colluding: 0, trolls: 0 },
  default: { colluding: 0.03, trolls: 0.01 },
  adversarial: { colluding: 0.1, trolls: 0.05 },
} as const;
export type Scenario = keyof typeof SCENARIOS;

/** The size of a simulated world. */
export interface WorldSize {
  seed: number;
  scenario: Scenario;
  people: number;
  sheets: number;
  days: number;
  vignettes: number;
}

export const WORLD: WorldSize = {
  seed: 1,
  scenario: 'default',
  people: 2000,
  sheets: 20_000,
  days: 180,
  vignettes: 6,
};

/** How much things vary in the world, in points of the 1..5 scale. Not what the model believes: it is not told. */
export const SPREAD = {
  ability: 0.45,
  competency: 0.38,
  growth: { mean: 0.45, spread: 0.25 },
  walk: 0.05,
  competencyWalk: 0.04,
  occasion: 0.25,
  competencyOccasion: 0.2,
  question: 0.25,
  competencyQuestion: 0.15,
  questionPerLevel: 0.12,
  severity: 0.5,
  competencySeverity: 0.15,
  severityDrift: 0.15,
  severityPerLevel: 0.08,
  impression: 0.35,
  noise: 0.45,
  noisePerRater: 0.25,
  rapport: 0.12,
  slope: { mean: 0.9, spread: 0.18 },
  leniency: 0.25,
} as const;

const QUESTIONS_PER_TRACK = 30;
const MEAN_LEVEL = 1.1;
/** Share of people who are there from the first day on; the others join in the first 70 % of the time. */
const FOUNDERS = 0.08;
const JOINING = 0.7;

export interface Question {
  id: string;
  level: number;
  difficulty: number;
  difficulties: readonly number[];
  /** By competency: whether it exercises it. */
  exercises: readonly boolean[];
}

/** How a troll rates: 1 all ones, 2 at random, 3 all fives. */
type Troll = 0 | 1 | 2 | 3;

export interface Person {
  index: number;
  id: string;
  /** Days from the start. */
  joined: number;
  level: number;
  track: number;
  activity: number;
  base: readonly number[];
  growth: number;
  /** Sessions until most of the growth is done. */
  pace: number;
  growthOn: readonly number[];
  /** As a rater. */
  craft: number;
  severity: number;
  drift: number;
  severities: readonly number[];
  halo: number;
  slope: number;
  noise: number;
  vignetteSeverity: number;
  troll: Troll;
  /** What changes. */
  sessions: number;
  received: number;
  given: number;
  recent: number[];
  clique: number;
  walk: number;
  walks: number[];
}

/** One random stream for each concern. */
export type Streams = ReturnType<typeof streamsOf>;

export function streamsOf(seed: number) {
  const stream = (name: string) => new RandomStream(seed, name);
  return {
    people: stream('users'),
    questions: stream('questions'),
    raters: stream('raters'),
    pairing: stream('pairing'),
    scores: stream('scores'),
    collusion: stream('collusion'),
    vignettes: stream('vignettes'),
    growth: stream('growth'),
    interviewers: stream('helpfulness'),
    selves: stream('selves'),
  };
}

export const numbered = (prefix: string, index: number, width: number): string =>
  prefix + String(index).padStart(width, '0');

/** c_k, and the questions by track and level. */
export function makeQuestions({ questions: chance }: Streams): { offsets: number[]; pools: Question[][][] } {
  const offsets = COMPETENCIES.map(() => chance.normal(0, 0.18));
  const pools = TRACKS.map((_, track) => {
    const questions = Array.from({ length: QUESTIONS_PER_TRACK }, (__, number): Question => {
      const level = number % LEVELS.length;
      return {
        id: numbered('q', track * QUESTIONS_PER_TRACK + number, 4),
        level,
        difficulty: SPREAD.questionPerLevel * (level - MEAN_LEVEL) + chance.normal(0, SPREAD.question),
        difficulties: COMPETENCIES.map(() => chance.normal(0, SPREAD.competencyQuestion)),
        exercises: COMPETENCIES.map(() => chance.uniform() < 0.93),
      };
    });
    return LEVELS.map((__, level) => questions.filter((question) => question.level === level));
  });
  return { offsets, pools };
}

/** Everyone, by the time at which they join. */
export function makePeople(size: WorldSize, streams: Streams, offsets: readonly number[]): Person[] {
  const joins = Array.from({ length: size.people }, () => streams.people.uniform() * JOINING * size.days);
  joins.sort((a, b) => a - b);
  joins.fill(0, 0, Math.min(size.people, Math.ceil(size.people * FOUNDERS)));
  const width = Math.max(5, String(Math.max(size.people, size.sheets)).length);
  return joins.map((joined, index) => {
    const candidate = makeCandidate(streams.people, offsets);
    const rater = makeRater(streams.raters, candidate.level, SCENARIOS[size.scenario].trolls);
    const moving = {
      sessions: 0,
      received: 0,
      given: 0,
      recent: [],
      clique: -1,
      walk: 0,
      walks: COMPETENCIES.map(() => 0),
    };
    return { index, id: numbered('u', index, width), joined, ...candidate, ...rater, ...moving };
  });
}

function makeCandidate(chance: RandomStream, offsets: readonly number[]) {
  const level = chance.index(LEVELS.map(({ share }) => share));
  const ability = chance.normal(0, SPREAD.ability);
  const own = COMPETENCIES.map(() => chance.normal(0, SPREAD.competency));
  const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
  const track = chance.index(TRACKS);
  const activity = chance.logNormal(0, 0.9);
  const base = own.map((value, k) => (LEVELS[level]?.mean ?? 0) + (offsets[k] ?? 0) + ability + value);
  const growth = Math.max(0, chance.normal(SPREAD.growth.mean, SPREAD.growth.spread));
  const pace = chance.logNormal(Math.log(6), 0.4);
  // Who is weak on something grows more there.
  const growthOn = own.map((value) =>
    Math.max(0.2, 1 - 0.5 * ((value - mean) / SPREAD.competency) * 0.5 + chance.normal(0, 0.2)),
  );
  return { level, track, activity, base, growth, pace, growthOn };
}

function makeRater(chance: RandomStream, level: number, trolls: number) {
  const craft = chance.normal();
  const severity = SPREAD.severityPerLevel * (level - MEAN_LEVEL) + chance.normal(0, SPREAD.severity);
  const drift = chance.normal(0, SPREAD.severityDrift);
  const severities = COMPETENCIES.map(() => chance.normal(0, SPREAD.competencySeverity));
  const halo = chance.beta23() * 0.9;
  const slope = Math.min(1.35, Math.max(0.35, chance.normal(SPREAD.slope.mean, SPREAD.slope.spread)));
  const noise = Math.exp(chance.normal(-0.12 * craft, SPREAD.noisePerRater));
  const vignetteSeverity = chance.normal(0, 0.2);
  const isTroll = chance.uniform() < trolls;
  const kind = chance.whole(3);
  const troll: Troll = !isTroll ? 0 : kind === 0 ? 1 : kind === 1 ? 2 : 3;
  return { craft, severity, drift, severities, halo, slope, noise, vignetteSeverity, troll };
}

/** What a person can do on each competency now. */
export function abilities(person: Person): number[] {
  const grown = person.growth * (1 - Math.exp(-person.sessions / person.pace));
  return person.base.map((base, k) => base + (person.growthOn[k] ?? 0) * grown + person.walk + (person.walks[k] ?? 0));
}

/** Severity on a day. */
export function severityOn(person: Person, day: number, days: number): number {
  return person.severity + person.drift * (day / days - 0.5);
}
