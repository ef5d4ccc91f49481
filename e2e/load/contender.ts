import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { SOCKET_PATH } from '#shared/contract/socket.js';
import { PeerClient } from '../support/peer.client.js';
import { startSystem } from '../support/run-system.mjs';
import type { Seated } from './open-loop.js';

export interface Usage {
  cpuSeconds: number;
  rssBytes: number;
}

/** Something that can be loaded: brought up, filled with rooms, asked what it uses, taken down. */
export interface Contender {
  name: 'ours' | 'relay';
  seat(rooms: number): Promise<Seated[]>;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** So many jobs a second are the sweeps of a system at rest. */
const QUIET_JOBS = 5;
const SETTLE_SECONDS = 60;

const toldSchema = z.object({ events: z.array(z.object({ seq: z.int() })) });
const usageSchema = z.object({ cpuSeconds: z.number(), rssBytes: z.number() });

/** The whole system as a user runs it, with limits raised: one address plays a thousand people here. */
export async function startOurs(): Promise<Contender> {
  const system = await startSystem({ env: { RATE_LIMIT_FACTOR: '10000', LOG_LEVEL: 'warn' } });
  const metrics = async (): Promise<string> => (await fetch(`${system.url}/metrics`)).text();
  return {
    name: 'ours',
    seat: async (rooms) => {
      const seated = await seatOurs(system.url, rooms);
      await untilJobsAreDone(metrics);
      return seated;
    },
    usage: async () => {
      const text = await metrics();
      const value = (name: string) => Number(text.match(new RegExp(`^${name} (\\S+)$`, 'm'))?.[1]);
      return { cpuSeconds: value('process_cpu_seconds_total'), rssBytes: value('process_resident_memory_bytes') };
    },
    stop: async () => void (await system.stop()),
  };
}

/** The mails of a thousand new people are work of their own: what is measured begins once the sweeps alone go on. */
async function untilJobsAreDone(metrics: () => Promise<string>): Promise<void> {
  const jobs = async (): Promise<number> =>
    [...(await metrics()).matchAll(/^turnabout_jobs_total\{.*\} (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
  for (let second = 0, before = await jobs(); second < SETTLE_SECONDS; second += 1) {
    await sleep(1_000);
    const now = await jobs();
    if (now - before <= QUIET_JOBS) return;
    before = now;
  }
}

export async function startRelay(): Promise<Contender> {
  const child = fork(fileURLToPath(new URL('./relay.js', import.meta.url)));
  const [listening]: unknown[] = await once(child, 'message');
  const { port } = z.object({ port: z.int().positive() }).parse(listening);
  return {
    name: 'relay',
    seat: (rooms) => seatRelay(`http://127.0.0.1:${port}`, rooms),
    usage: () => askUsage(child),
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function askUsage(child: ChildProcess): Promise<Usage> {
  child.send('usage');
  const [answer]: unknown[] = await once(child, 'message');
  return usageSchema.parse(answer);
}

async function seatRelay(url: string, rooms: number): Promise<Seated[]> {
  const seated: Seated[] = [];
  let room = '';
  for (let index = 0; index < rooms * 2; index += 1) {
    // As long on the wire as ours.
    if (index % 2 === 0) room = randomUUID();
    const socket = io(url, { path: SOCKET_PATH, transports: ['websocket'], forceNew: true });
    await once(socket as unknown as NodeJS.EventEmitter, 'connect');
    seated.push(await seat(socket, room));
  }
  return seated;
}

/** Sign people up and let the queue pair them, a few at a time, until every room is taken. */
async function seatOurs(url: string, rooms: number): Promise<Seated[]> {
  const seated: Seated[] = [];
  const together = 8;
  while (seated.length < rooms * 2) {
    const people = Math.min(together, rooms * 2 - seated.length);
    seated.push(...(await Promise.all(Array.from({ length: people }, () => enterRoom(url)))));
  }
  return seated;
}

async function enterRoom(url: string): Promise<Seated> {
  const client = new PeerClient(url);
  await client.signUp({
    email: `load-${randomUUID()}@load.example`,
    displayName: 'Load test',
    password: randomBytes(12).toString('hex'),
    bot: false,
    profile: { tracks: ['ml-case'], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' },
  });
  const room = await client.meet({ tracks: ['ml-case'], length: 'full', bridging: false });
  return seat(await client.connect(), room);
}

/** In the room, and again after a lost line: who only connects anew is refused every command from then on. */
async function seat(socket: Socket, room: string): Promise<Seated> {
  let since = 0;
  socket.on('room:events', (told: unknown) => (since = toldSchema.parse(told).events.at(-1)?.seq ?? since));
  await socket.emitWithAck('room:join', { room, since });
  socket.on('connect', () => void socket.emit('room:join', { room, since }));
  return { socket, room };
}
