import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptedPeer } from '../load/scripted-peer.js';
import { SeededRandom } from '../load/seeded-random.js';
import { RefusedByServer, type PeerClient } from './peer.client.js';

const TRY_AGAIN_MS = 200;
const WISH = { tracks: ['ml-case' as const], length: 'short' as const, bridging: false };

/** One session of two people who are signed in, played by script from both seats, the last word included. */
export async function playSession(
  one: PeerClient,
  other: PeerClient,
  random: SeededRandom = new SeededRandom(7),
): Promise<string> {
  const room = await meet(one, other);
  await playRoom([one, other], room, random);
  return room;
}

/** The two wait in the queue, and the first is to interview first. Nobody else there may fit: languages keep them apart. */
export async function meet(one: PeerClient, other: PeerClient): Promise<string> {
  const [room, same] = await Promise.all([
    one.meet({ ...WISH, first: 'interview' }),
    other.meet({ ...WISH, first: 'answer' }),
  ]);
  if (room !== same) throw new Error('They were not paired with each other.');
  return room;
}

/** What comes of it once they have met, until the room is closed. */
export async function playRoom(
  clients: readonly [PeerClient, PeerClient],
  room: string,
  random: SeededRandom,
): Promise<void> {
  const manner = { paceMs: 5, log: () => undefined };
  for (const client of clients) await client.connect();
  const playing = clients.map((client) => new ScriptedPeer(client, room, random, manner).play());
  await Promise.all([...playing, finishWhenPossible(clients[0], room)]);
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
