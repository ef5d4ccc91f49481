import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '../load/seeded-random.js';
import { PeerClient } from './peer.client.js';
import { PASSWORD, type Person } from './person.js';
import { playSession } from './scripted.session.js';
import { SYSTEM_URL } from './system.url.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Until the system has read its clock anew. */
const CLOCK_READ_MS = 200;

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
  await playSession(own, partner, random);
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
