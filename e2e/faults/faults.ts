import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SeededRandom } from '../load/seeded-random.js';
import { Regular } from './regular.js';
import { judgeSessions } from './session.judge.js';
import { SABOTAGES, Talker, type Sabotage } from './talker.js';
import { Victim } from './victim.js';
import { Witness } from './witness.js';

const USAGE = `Rooms under fire: the system is killed and its database stopped, over and over, while people talk and play.

  npm run faults -- [--kills 20] [--rooms 6] [--regulars 4] [--seed 1] [--json FILE] [--sabotage ${SABOTAGES.join('|')}]

  --rooms      rooms in which two people do nothing but talk
  --regulars   people who play whole sessions one after the other, rating sheets included
  --sabotage   break a promise on purpose and see that it is noticed: take what was sent for acknowledged (early-ack),
               or try again under another id (new-id)

  Every fourth blow stops Postgres at once instead of killing the system. What was acknowledged must be there, once and
  in order; every session must come to its end, its sheets open, and its scores be in the numbers once. This shows
  process crashes, not the loss of power.
`;

const optionsSchema = z.object({
  kills: z.coerce.number().int().min(1).default(20),
  rooms: z.coerce.number().int().min(1).default(6),
  regulars: z.coerce.number().int().min(0).multipleOf(2).default(4),
  seed: z.coerce.number().int().default(1),
  json: z.string().optional(),
  sabotage: z.enum(SABOTAGES).optional(),
});
type Options = z.infer<typeof optionsSchema>;

/** Between two blows: long enough to come back and talk, at times too short for it. */
const BLOW_MS = { least: 800, span: 2500 };
const TALK_EVERY_MS = 60;
const DATABASE_EVERY = 4;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

interface Report {
  kills: number;
  databaseStops: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  orderViolations: number;
  stuckRooms: number;
  unknown: number;
  unknownResolved: number;
}

async function enterRooms(url: string, options: Options, witness: Witness, random: SeededRandom): Promise<Talker[]> {
  const talkers: Talker[] = [];
  const enter = () => Talker.enter(url, witness, random, options.sabotage);
  for (let room = 0; room < options.rooms; room += 1) talkers.push(...(await Promise.all([enter(), enter()])));
  return talkers;
}

/** Blow after blow; gives the number of those that stopped the database. */
async function strike(victim: Victim, kills: number, random: SeededRandom): Promise<number> {
  let databaseStops = 0;
  for (let killed = 0, blow = 1; killed < kills; blow += 1) {
    await sleep(BLOW_MS.least + random.next() * BLOW_MS.span);
    if (blow % DATABASE_EVERY === 0) {
      await victim.stopDatabase();
      databaseStops += 1;
    } else {
      await victim.killAndRestart();
      killed += 1;
    }
  }
  await victim.untilReady();
  return databaseStops;
}

/** Both peers agree to end; what does not end then is stuck. Gives the number of rooms that are. */
async function endRooms(byRoom: ReadonlyMap<string, Talker[]>): Promise<number> {
  let stuck = 0;
  for (const [room, [one, other]] of byRoom) {
    if (!one || !other) throw new Error(`Room ${room} lacks a peer.`);
    await one.command({ type: 'proposeEnd', round: 1, scope: 'session' });
    await other.command({ type: 'answerEnd', round: 1, agree: true });
    const ended = (await other.log()).some(({ body }) => body.type === 'closed');
    if (!ended) stuck += 1;
  }
  return stuck;
}

async function judgeTalk(talkers: readonly Talker[], witness: Witness) {
  const byRoom = new Map<string, Talker[]>();
  for (const talker of talkers) byRoom.set(talker.room, [...(byRoom.get(talker.room) ?? []), talker]);
  const logs = new Map<string, Awaited<ReturnType<Talker['log']>>>();
  for (const [room, [one]] of byRoom) if (one) logs.set(room, await one.log());
  return { ...witness.judge(logs), stuckRooms: await endRooms(byRoom) };
}

async function run(options: Options): Promise<Report> {
  const random = new SeededRandom(options.seed);
  const witness = new Witness();
  const victim = await Victim.start();
  try {
    log(`Faults: ${options.kills} kills, ${options.rooms} rooms, ${options.regulars} regulars, seed ${options.seed}`);
    const talkers = await enterRooms(victim.url, options, witness, random);
    const regulars = await Promise.all(
      Array.from({ length: options.regulars }, () => Regular.signUp(victim.url, random)),
    );
    for (const talker of talkers) talker.start(TALK_EVERY_MS);
    for (const regular of regulars) regular.start();
    const databaseStops = await strike(victim, options.kills, random);
    await sleep(2000);
    await Promise.all(talkers.map((talker) => talker.stop()));
    const talk = await judgeTalk(talkers, witness);
    await Promise.all(regulars.map((regular) => regular.stop()));
    const played = judgeSessions(await Promise.all(regulars.map((regular) => regular.seen())));
    log(`${played.sessions} sessions were played to their end, with ${played.sheets} sheets.`);
    for (const each of [...talkers, ...regulars]) each.leave();
    return {
      kills: options.kills,
      databaseStops,
      acknowledged: talk.acknowledged + played.sheets,
      lost: talk.lost + played.lost,
      doubled: talk.doubled + played.doubled,
      orderViolations: talk.orderViolations + played.orderViolations,
      stuckRooms: talk.stuckRooms + played.stuckRooms,
      unknown: talk.unknown,
      unknownResolved: talk.unknownResolved,
    };
  } finally {
    await victim.end();
  }
}

function isFaultless({ lost, doubled, orderViolations, stuckRooms, unknown, unknownResolved }: Report): boolean {
  return lost + doubled + orderViolations + stuckRooms === 0 && unknown === unknownResolved;
}

function isCaught(sabotage: Sabotage, { lost, doubled }: Report): boolean {
  return sabotage === 'early-ack' ? lost > 0 : doubled > 0;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      kills: text,
      rooms: text,
      regulars: text,
      seed: text,
      json: text,
      sabotage: text,
      help: { type: 'boolean' },
    },
  });
  if (values.help) return log(USAGE);
  const options = optionsSchema.parse(values);
  const report = await run(options);
  for (const [key, value] of Object.entries(report)) log(`${key.padEnd(18)}${String(value).padStart(10)}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.sabotage) {
    const caught = isCaught(options.sabotage, report);
    log(caught ? 'The broken promise was noticed.' : 'FAILED: the broken promise was not noticed.');
    process.exitCode = caught ? 0 : 1;
    return;
  }
  process.exitCode = isFaultless(report) ? 0 : 1;
  log(process.exitCode ? 'FAILED' : 'Nothing lost, doubled, out of order or stuck; every unknown resolved.');
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
