import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { LoopLag, latenciesOf, type Latencies } from './measure.js';

/** A connection that is in its room, at whatever server. */
export interface Seated {
  socket: Socket;
  room: string;
}

export interface Run extends Latencies {
  errors: number;
  /** Acknowledged commands per second. */
  perSecond: number;
  offeredPerSecond: number;
  loopLagP99: number;
}

/** A message as people write them. */
const TEXT = 'I would ask first who acts on this and when they need to know.';
/** An answer that takes longer than this is an error. */
const TIMEOUT_MS = 5_000;
const WARM_UP_MS = 3_000;

/**
 * Open loop: every command is due at a time that was fixed beforehand, and its latency counts from then, however busy
 * the generator or the server is. The warm-up is dropped.
 */
export async function openLoop(seated: readonly Seated[], ratePerPeer: number, seconds: number): Promise<Run> {
  const perMs = (seated.length * ratePerPeer) / 1000;
  const total = Math.floor(perMs * (seconds * 1000 + WARM_UP_MS));
  const samples: number[] = [];
  const pending: Promise<void>[] = [];
  const lag = new LoopLag();
  let errors = 0;
  const begin = performance.now() + 50;
  const measureFrom = begin + WARM_UP_MS;
  let measuring = false;

  const send = async (index: number, due: number): Promise<void> => {
    const peer = seated[index % seated.length];
    if (!peer) return;
    const command = { type: 'say', text: TEXT };
    try {
      const answer: unknown = await peer.socket
        .timeout(TIMEOUT_MS)
        .emitWithAck('room:command', { room: peer.room, id: randomUUID(), command });
      if (due < measureFrom) return;
      if (isOk(answer)) samples.push(performance.now() - due);
      else errors += 1;
    } catch {
      if (due >= measureFrom) errors += 1;
    }
  };

  for (let next = 0; next < total;) {
    const now = performance.now();
    if (!measuring && now >= measureFrom) {
      measuring = true;
      lag.start();
    }
    for (; next < total && begin + next / perMs <= now; next += 1) pending.push(send(next, begin + next / perMs));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const loopLagP99 = lag.stop();
  await Promise.all(pending);
  return {
    ...latenciesOf(samples),
    errors,
    perSecond: Math.round(samples.length / seconds),
    offeredPerSecond: Math.round(perMs * 1000),
    loopLagP99,
  };
}

function isOk(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}
