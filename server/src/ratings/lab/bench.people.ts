import { createHash } from 'node:crypto';
import { COMPETENCIES, INTERVIEWER_SKILLS } from '#shared/interview/competency.js';
import { tallySelf } from '#shared/rating/blind.js';
import { drillKindOf, endedDrills, lapsedDrill, openDrill, type DrillKind } from './bench.drills.js';
import { idOf, secretOf } from './bench.names.js';
import type { SimulatedSession } from './bench.sessions.js';
import { scoresOf } from './bench.rooms.js';
import type { BenchRows } from './bench.tables.js';

/** What is known of somebody when all their sessions are over. Times are epoch milliseconds. */
export interface History {
  sessions: number;
  first: number;
  last: number;
  partners: Set<string>;
  /** How they rated themself, round by round. */
  selves: Record<string, number>[];
}

/** Everybody's histories, gathered session by session. */
export class Histories {
  private readonly of = new Map<string, History>();

  /** `at`: when it was. */
  add({ first, second }: SimulatedSession, at: number): void {
    const [one, other] = [idOf(first.candidate), idOf(first.rater)];
    this.met(one, other, at);
    this.met(other, one, at);
    for (const sheet of second ? [first, second] : [first]) {
      const self = Object.fromEntries(scoresOf(sheet).map(({ competency, score }) => [competency, score]));
      this.of.get(idOf(sheet.candidate))?.selves.push(self);
    }
  }

  all(): [account: string, history: History][] {
    return [...this.of];
  }

  private met(account: string, partner: string, at: number): void {
    const history = this.of.get(account) ?? { sessions: 0, first: at, last: at, partners: new Set(), selves: [] };
    this.of.set(account, history);
    history.sessions += 1;
    history.last = at;
    history.partners.add(partner);
  }
}

/** The rows of an account that is signed in, and what is written down of its history. Pure. */
export function personRows(account: string, { sessions, partners, selves }: History, now: number): BenchRows {
  const at = new Date(now).toISOString();
  const named = { email: `${account}@example.org`, display_name: `Person ${account.slice(0, 4)}`, password_hash: '' };
  const profile = { tracks: ['ml-case'], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' };
  const hash = createHash('sha256').update(secretOf(account)).digest('hex');
  const session = { id: idOf(`session ${account}`), account_id: account, created_at: at, last_seen_at: at };
  const signals = COMPETENCIES.map((competency) => ({ competency, unprompted: sessions, afterCard: 1, missed: 1 }));
  const skills = INTERVIEWER_SKILLS.map((skill) => ({ skill, mean: 4, n: sessions }));
  const counted = { sessions, partners: partners.size, as_interviewer: { sheets: sessions, skills }, signals };
  return {
    accounts: [{ id: account, bot: false, email_confirmed_at: at, created_at: at, profile, ...named }],
    sessions: [{ ...session, user_agent: 'bench', token_hash: `\\x${hash}` }],
    facts: [{ account_id: account, compiled_at: at, drill_at: at, ...counted, self: tallySelf(selves) }],
  };
}

/** What somebody has set out to do, by their number; and which drill they have open. Pure. */
export function practiceRows(
  account: string,
  { first, last }: History,
  number: number,
  now: number,
): { kind: DrillKind; rows: BenchRows } {
  const wanted = drillKindOf(number);
  const lapsed = wanted === 'lapsed' ? lapsedDrill(last, now) : null;
  const kind = wanted === 'lapsed' && !lapsed ? 'open' : wanted;
  if (kind === 'none') return { kind, rows: {} };
  const time = (at: number) => new Date(at).toISOString();
  const { since, from, until } = lapsed ?? openDrill(now);
  const before = { before_score: 2.8, before_se: 0.3 };
  const about = { account_id: account, reason: 'It is the weakest of the eight.', flow_id: null, ...before };
  const open = { since: time(since), from_at: time(from), until_at: time(until), sheets: 0 };
  const ended = endedDrills(first, now).map((drill) => ({
    ...{ ...about, competency: drill.competency, since: time(drill.since), from_at: time(drill.since) },
    ...{ until_at: time(drill.ended), ended_at: time(drill.ended), after_score: 3, after_se: 0.3, sheets: 2 },
  }));
  return {
    kind,
    rows: {
      goals: [{ account_id: account, competency: 'data', since: time(first), ...before }],
      drills: [...ended, { ...about, competency: 'delivery', ...open }],
    },
  };
}

const REFERENCE = 3;
const SET_SIZE = 3;
const MINUTE_MS = 60_000;

/** Two sets of answers that somebody rated, with how far off they were on each on average. Pure. */
export function vignetteRows(rater: string, errors: readonly number[], at: number): BenchRows {
  const vignettes = errors.map((error, index) => ({
    ...{ id: idOf(`${rater} ${index}`), account_id: idOf(rater), track: 'ml-case' },
    ...{ attempt: index < SET_SIZE ? 1 : 2, vignette: `vignette-${index}`, version: 1 },
    scores: scoresOff(error),
    rated_at: new Date(at + index * MINUTE_MS).toISOString(),
  }));
  return { vignettes };
}

/** Whole scores that lie below the reference by so much on average, to an eighth. */
function scoresOff(error: number) {
  const off = Math.round(error * COMPETENCIES.length);
  return COMPETENCIES.map((competency, index) => {
    const further = index < Math.abs(off % COMPETENCIES.length) ? Math.sign(off) : 0;
    const score = REFERENCE - Math.trunc(off / COMPETENCIES.length) - further;
    return { competency, score: Math.min(5, Math.max(1, score)), reference: REFERENCE };
  });
}
