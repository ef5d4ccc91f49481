import { randomUUID } from 'node:crypto';
import type { Profile } from '#shared/contract/account.js';
import { PeerClient } from './peer.client.js';
import { RawClient } from './raw.client.js';
import { SYSTEM_URL } from './system.url.js';

type Language = Profile['languages'][number];

export const PASSWORD = 'seven quiet herons';

/** Somebody at the protocol: once as a client that keeps to it, once as one that does not. */
export interface Member {
  email: string;
  polite: PeerClient;
  raw: RawClient;
}

/** Signs somebody up and in. `language` keeps tests that run side by side from meeting each other's people. */
export async function member(displayName: string, language: Language): Promise<Member> {
  const polite = new PeerClient(SYSTEM_URL);
  const email = `${displayName.toLowerCase()}-${randomUUID()}@attack.example`;
  await polite.signUp({
    email,
    displayName,
    password: PASSWORD,
    bot: false,
    profile: { tracks: ['ml-case'], level: 'mid', languages: [language], goals: [], timeZone: 'UTC' },
  });
  return { email, polite, raw: new RawClient(SYSTEM_URL, polite.sessionCookie) };
}

/** A room with both in it. The first interviews in round 1. */
export async function roomOfTwo(interviewer: Member, candidate: Member): Promise<string> {
  const wish = { tracks: ['ml-case' as const], length: 'short' as const, bridging: false };
  const [room] = await Promise.all([
    interviewer.polite.meet({ ...wish, first: 'interview' }),
    candidate.polite.meet({ ...wish, first: 'answer' }),
  ]);
  for (const { polite } of [interviewer, candidate]) {
    await polite.connect();
    await polite.request('room:join', { room, since: 0 });
  }
  return room;
}

/** Both are ready, and the interview of round 1 begins. */
export async function beginInterview(room: string, ...both: [Member, Member]): Promise<void> {
  for (const { polite } of both) await polite.command(room, { type: 'declareReady', round: 1 });
}

/** Both agree to end the interview of round 1, and the rating begins. */
export async function endInterview(room: string, one: Member, other: Member): Promise<void> {
  await one.polite.command(room, { type: 'proposeEnd', round: 1, scope: 'interview' });
  await other.polite.command(room, { type: 'answerEnd', round: 1, agree: true });
}

/** Both agree to end the session, so that they are free again. */
export async function endSession(room: string, one: Member, other: Member): Promise<void> {
  await one.polite.command(room, { type: 'proposeEnd', round: 1, scope: 'session' });
  await other.polite.command(room, { type: 'answerEnd', round: 1, agree: true });
  for (const { polite } of [one, other]) polite.disconnect();
}
