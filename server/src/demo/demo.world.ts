import type { Profile } from '#shared/contract/account.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { type Level, LEVELS, type Track } from '#shared/interview/track.js';
import type { Vignette } from '#shared/interview/vignette.js';
import { setFor } from '#shared/rating/calibration.js';
import { mark } from '#shared/rating/simulation/perception.js';
import { RandomStream } from '#shared/rating/simulation/random-stream.js';
import type { RoundNumber, Seat } from '#shared/room/state.js';
import { pick, playArrival, playDebrief, playRound } from './demo.play.js';
import { DemoRoom, uuidOf } from './demo.room.js';
import { demoSessions, type DemoSession, type DemoSize } from './demo.sessions.js';
import { selfViewOf, sheetsOfRound, type SelfView } from './demo.sheets.js';
import type { DemoAccount, DemoSheet, DemoVignette, PlayedSession } from './demo.store.js';
import { NAMES } from './demo.words.js';

const DAY_MS = 86_400_000;
/** From the door to the first rating, about. */
const BEFORE_RATING_MS = 35 * 60_000;
/** So many of the last sessions are of late. */
const RECENT = 24;
const CALIBRATED = 0.5;
const ZONES = ['Europe/Berlin', 'Europe/Lisbon', 'America/New_York', 'Asia/Kolkata', 'Africa/Lagos'] as const;

interface Person {
  account: DemoAccount;
  level: Level;
  /** As a rater, in points: harsh people give less. */
  strictness: number;
  view: SelfView;
  /** Flows met as candidate. */
  taken: Set<string>;
}

export interface DemoSources {
  flows: readonly Flow[];
  vignettesOf: (track: Track) => Vignette[];
}

/** A world of simulated people who have practised with each other: the same for the same size, flows and time. */
export class DemoWorld {
  readonly sessions: DemoSession[];
  private readonly people = new Map<string, Person>();
  private readonly chance: RandomStream;
  private readonly met = new Map<string, number>();

  constructor(
    private readonly size: DemoSize,
    private readonly sources: DemoSources,
    now: number,
  ) {
    if (size.people > NAMES.length) throw new RangeError(`A demonstration has at most ${NAMES.length} people.`);
    this.chance = new RandomStream(size.seed, 'demo');
    this.sessions = demoSessions(size, now);
    for (const session of this.sessions) for (const { candidate } of session.rounds) this.admit(candidate, session);
  }

  /** Whoever has had most sessions first, those first of all who have had one of late. */
  accounts(): DemoAccount[] {
    const count = ({ account }: Person) => this.met.get(account.id) ?? 0;
    const recent = new Set(
      this.sessions.slice(-RECENT).flatMap(({ rounds }) => rounds.map(({ candidate }) => candidate)),
    );
    const order = ([id, person]: [string, Person]) => count(person) + (recent.has(id) ? NAMES.length * RECENT : 0);
    return [...this.people].sort((a, b) => order(b) - order(a)).map(([, { account }]) => account);
  }

  /** Plays one session by the rules of the room. */
  play(session: DemoSession, index: number): PlayedSession {
    const { chance } = this;
    const [first, second] = session.rounds;
    const peers = { A: this.person(first.interviewer), B: this.person(first.candidate) };
    const level = commonLevel(peers.A.level, peers.B.level);
    const flows = this.flowsFor(session.track, peers);
    const seat = ({ account, level: own }: Person) => ({
      account: account.id,
      displayName: account.displayName,
      level: own,
      bot: false,
    });
    const length = chance.uniform() < 0.75 ? 'full' : 'short';
    const now = Math.round(session.at - BEFORE_RATING_MS);
    const id = uuidOf(`demo ${this.size.seed} room ${index}`);
    const room = new DemoRoom(
      { room: id, track: session.track, level, length, peers: { A: seat(peers.A), B: seat(peers.B) }, now },
      flows,
    );
    playArrival(room, chance);
    const sheets: DemoSheet[] = [];
    for (const [number, round, flow] of [[1, first, flows[0]] as const, [2, second, flows[1]] as const]) {
      playRound(room, number, flow, round, chance);
      sheets.push(...this.rate(room, number, round, flow));
      room.wait(room.state.durations.rating);
    }
    playDebrief(room, chance);
    return { room, level, sheets, useful: this.usefulOf(sheets) };
  }

  /** Vignettes as half of the people have rated them, one set in one of their tracks. */
  vignettes(): DemoVignette[] {
    return [...this.people.values()].flatMap((person) => {
      const [track] = person.account.profile.tracks;
      if (track === undefined || this.chance.uniform() > CALIBRATED) return [];
      const all = this.sources.vignettesOf(track);
      const set = setFor(person.account.id, all, [], 1) ?? [];
      return set.flatMap((id) =>
        this.rated(
          person,
          track,
          all.find((vignette) => vignette.id === id),
        ),
      );
    });
  }

  private rated(person: Person, track: Track, vignette: Vignette | undefined): DemoVignette[] {
    if (!vignette) return [];
    const { account } = person;
    const scores = vignette.scores.map(({ competency, score: reference }) => {
      const score = mark(reference - person.strictness + this.chance.normal(0, 0.5));
      return { competency, score, reference };
    });
    const at = new Date(account.since.getTime() + 3_600_000);
    const id = uuidOf(`${account.id} ${vignette.id}`);
    return [{ id, account: account.id, track, vignette: vignette.id, version: vignette.version, scores, at }];
  }

  private rate(room: DemoRoom, number: RoundNumber, round: DemoSession['rounds'][number], flow: Flow): DemoSheet[] {
    const record = room.state.records[number === 1 ? 0 : 1];
    const candidate = this.person(round.candidate);
    const interviewer = this.person(round.interviewer);
    const seats: Record<string, Seat> =
      number === 1 ? { peer: 'A', self: 'B', interviewer: 'B' } : { peer: 'B', self: 'A', interviewer: 'A' };
    return sheetsOfRound(round, flow, record, candidate.view, this.chance).map((sheet) => {
      room.wait(40_000);
      const author = sheet.kind === 'peer' ? interviewer : candidate;
      const about = sheet.kind === 'interviewer' ? interviewer : candidate;
      room.send(seats[sheet.kind] ?? 'A', { type: 'submitSheet', round: number, kind: sheet.kind });
      const id = uuidOf(`${room.state.id} ${number} ${sheet.kind}`);
      return { id, round: number, author: author.account.id, about: about.account.id, sheet, at: new Date(room.now) };
    });
  }

  private usefulOf(sheets: readonly DemoSheet[]): PlayedSession['useful'] {
    return sheets.flatMap(({ sheet, round, about }) => {
      if (sheet.kind !== 'peer') return [];
      const items = sheet.content.ratings.flatMap(({ competency, score }) => (score === null ? [] : [competency]));
      return [...items, 'keep', 'change']
        .filter(() => this.chance.uniform() < 0.35)
        .map((item) => ({ account: about, item: `${round}:${item}`, useful: this.chance.uniform() < 0.8 }));
    });
  }

  /** Two flows of the track, new to their candidates as long as there are any. */
  private flowsFor(track: Track, { A, B }: { A: Person; B: Person }): [Flow, Flow] {
    const all = this.sources.flows.filter((flow) => flow.track === track);
    const choose = (person: Person, not?: Flow): Flow => {
      const open = all.filter((flow) => flow !== not && !person.taken.has(flow.id));
      const flow = pick(this.chance, open.length > 0 ? open : all.filter((other) => other !== not));
      person.taken.add(flow.id);
      return flow;
    };
    const first = choose(B);
    return [first, choose(A, first)];
  }

  private person(id: string): Person {
    const person = this.people.get(id);
    if (!person) throw new Error(`Nobody is called ${id}.`);
    return person;
  }

  private admit(id: string, { levels, track, at }: DemoSession): void {
    const known = this.people.get(id);
    const account = uuidOf(`demo ${this.size.seed} ${id}`);
    this.met.set(account, (this.met.get(account) ?? 0) + 1);
    if (known) {
      const { tracks } = known.account.profile;
      if (!tracks.includes(track) && tracks.length < 3) tracks.push(track);
      return;
    }
    const level = levels[id] ?? 'mid';
    const displayName = NAMES[this.people.size] ?? id;
    this.people.set(id, {
      account: {
        id: account,
        email: `${displayName.toLowerCase()}@demo.example`,
        displayName,
        profile: profileOf(level, track, pick(this.chance, ZONES)),
        since: new Date(at - (1 + 6 * this.chance.uniform()) * DAY_MS),
      },
      level,
      strictness: this.chance.normal(0, 0.4),
      view: selfViewOf(this.chance),
      taken: new Set(),
    });
  }
}

/** Two people practise at the lower of their levels, as pairing has it. */
function commonLevel(one: Level, other: Level): Level {
  return LEVELS[Math.min(LEVELS.indexOf(one), LEVELS.indexOf(other))] ?? one;
}

function profileOf(level: Level, track: Track, timeZone: string): Profile {
  return { tracks: [track], level, languages: ['en'], goals: [], timeZone };
}
