import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SeededRandom } from '../load/seeded-random.js';
import { Talker } from './talker.js';
import { Victim } from './victim.js';
import { Witness } from './witness.js';

const USAGE = `Rooms under fire: the system is killed and its database stopped, over and over, while people talk.

  npm run faults -- [--kills 20] [--rooms 6] [--seed 1] [--json FILE]

  Every fourth blow stops Postgres at once instead of killing the system. What was acknowledged must be there, once and
  in order. This shows process crashes, not the loss of power.
`;

const optionsSchema = z.object({
  kills: z.coerce.number().int().min(1).default(20),
  rooms: z.coerce.number().int().min(1).default(6),
  seed: z.coerce.number().int().default(1),
  json: z.string().optional(),
});

/** Between two blows: long enough to come back and talk, at times too short for it. */
const BLOW_MS = { least: 800, span: 2500 };
const TALK_EVERY_MS = 60;
const DATABASE_EVERY = 4;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

async function enterRooms(url: string, rooms: number, witness: Witness, random: SeededRandom): Promise<Talker[]> {
  const talkers: Talker[] = [];
  for (let room = 0; room < rooms; room += 1) {
    talkers.push(...(await Promise.all([Talker.enter(url, witness, random), Talker.enter(url, witness, random)])));
  }
  return talkers;
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

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { kills: text, rooms: text, seed: text, json: text, help: { type: 'boolean' } },
  });
  if (values.help) return log(USAGE);
  const options = optionsSchema.parse(values);
  const random = new SeededRandom(options.seed);
  const witness = new Witness();
  const victim = await Victim.start();
  log(`Faults: ${options.kills} kills, ${options.rooms} rooms, seed ${options.seed}, at ${victim.url}`);
  const talkers = await enterRooms(victim.url, options.rooms, witness, random);
  const byRoom = new Map<string, Talker[]>();
  for (const talker of talkers) byRoom.set(talker.room, [...(byRoom.get(talker.room) ?? []), talker]);
  for (const talker of talkers) talker.start(TALK_EVERY_MS);
  let databaseStops = 0;
  for (let kills = 0, blow = 1; kills < options.kills; blow += 1) {
    await sleep(BLOW_MS.least + random.next() * BLOW_MS.span);
    if (blow % DATABASE_EVERY === 0) {
      await victim.stopDatabase();
      databaseStops += 1;
    } else {
      await victim.killAndRestart();
      kills += 1;
    }
  }
  await victim.untilReady();
  await sleep(2000);
  await Promise.all(talkers.map((talker) => talker.stop()));
  const logs = new Map<string, Awaited<ReturnType<Talker['log']>>>();
  for (const [room, [one]] of byRoom) if (one) logs.set(room, await one.log());
  const findings = witness.judge(logs);
  const stuckRooms = await endRooms(byRoom);
  for (const talker of talkers) talker.leave();
  await victim.end();
  const report = { kills: options.kills, databaseStops, ...findings, stuckRooms };
  for (const [key, value] of Object.entries(report)) log(`${key.padEnd(18)}${String(value).padStart(10)}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  const { lost, doubled, orderViolations, unknown, unknownResolved } = report;
  if (lost || doubled || orderViolations || stuckRooms || unknown !== unknownResolved) process.exitCode = 1;
  log(process.exitCode ? 'FAILED' : 'Nothing lost, doubled, out of order or stuck; every unknown resolved.');
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
