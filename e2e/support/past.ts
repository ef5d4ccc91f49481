import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptedPeer } from '../load/scripted-peer.js';
import { SeededRandom } from '../load/seeded-random.js';
import { PeerClient, RefusedByServer } from './peer.client.js';
import { PASSWORD, type Person } from './person.js';
import { SYSTEM_URL } from './system.url.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Until the system has read its clock anew. */
const CLOCK_READ_MS = 200;
const TRY_AGAIN_MS = 200;
const WISH = { tracks: ['ml-case' as const], length: 'short' as const, bridging: false };

async function setClockBack(ms: number): Promise<void> {
  writeFileSync(process.env.CLOCK_FILE ?? '', String(ms));
  await sleep(CLOCK_READ_MS);
}

/** One session with somebody new, played by script from both seats, the last word included. */
async function session(person: Person, partnerName: string, random: SeededRandom): Promise<void> {
  const own = new PeerClient(SYSTEM_URL);
  const partner = new PeerClient(SYSTEM_URL);
  await own.signIn(person.email, PASSWORD);
  const { account } = await own.call('me', {});
  const languages = account?.profile?.languages ?? ['en'];
  await partner.signUp({
    email: `past-${randomUUID()}@journey.example`,
    displayName: partnerName,
    password: PASSWORD,
    bot: false,
    profile: { tracks: ['ml-case'], level: 'mid', languages, goals: [], timeZone: 'UTC' },
  });
  const [room] = await Promise.all([own.meet(WISH), partner.meet(WISH)]);
  const manner = { paceMs: 5, log: () => undefined };
  const clients = [own, partner];
  for (const client of clients) await client.connect();
  const playing = clients.map((client) => new ScriptedPeer(client, room, random, manner).play());
  await Promise.all([...playing, finishWhenPossible(own, room)]);
  for (const client of clients) client.disconnect();
}

/** A scripted peer waits for the other to be done first: where both are scripts, one has to be told. */
async function finishWhenPossible(client: PeerClient, room: string): Promise<void> {
  for (;;) {
    try {
      await client.command(room, { type: 'finish' });
      return;
    } catch (error) {
      if (!(error instanceof RefusedByServer)) throw error;
      if (error.code === 'ROOM_CLOSED') return;
    }
    await sleep(TRY_AGAIN_MS);
  }
}

/** Sessions with these partners, the last one a week ago and the others ten days apart before it. */
export async function givePast(person: Person, partners: readonly string[]): Promise<void> {
  const random = new SeededRandom(7);
  for (const [index, partner] of partners.entries()) {
    await setClockBack((7 + 10 * (partners.length - 1 - index)) * DAY_MS);
    await session(person, partner, random);
  }
  await setClockBack(0);
}

/** Sessions with these partners, one after the other, just now. */
export async function practisesWith(person: Person, partners: readonly string[]): Promise<void> {
  const random = new SeededRandom(7);
  for (const partner of partners) await session(person, partner, random);
}
