import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { trackSchema, TRACKS } from '#shared/contract/vocabulary.js';
import { PeerClient, RefusedByServer } from '../support/peer.client.js';
import { ScriptedPeer } from './scripted-peer.js';
import { SeededRandom } from './seeded-random.js';

const USAGE = `A scripted practice partner, so that one person can see a whole session.

  npm run partner -- [--url http://localhost:3000] [--track ml-case] [--seat A|B] [--seed 1] [--pace 4] [--once]

  --url    where Turnabout runs
  --track  play only this track: ${TRACKS.join(', ')} (default: every track that has flows)
  --seat   A: the partner interviews first; B: you do (default: no wish)
  --seed   makes what it marks and scores repeatable
  --pace   seconds between two things it does
  --once   stop after one session instead of queueing again
  --email, --password   an existing account, where the server sends real mails
`;

const optionsSchema = z.object({
  url: z.url().default('http://localhost:3000'),
  track: trackSchema.optional(),
  seat: z.enum(['A', 'B']).optional(),
  seed: z.coerce.number().int().default(1),
  pace: z.coerce.number().positive().default(4),
  once: z.boolean().default(false),
  email: z.email().optional(),
  password: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

function readOptions(): Options | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      url: text,
      track: text,
      seat: text,
      seed: text,
      pace: text,
      email: text,
      password: text,
      once: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}

async function introduce(client: PeerClient, options: Options): Promise<void> {
  if (options.email && options.password) {
    await client.signIn(options.email, options.password);
    return;
  }
  const id = randomBytes(5).toString('hex');
  await client.signUp({
    email: `partner-${id}@partner.example`,
    displayName: 'Pip',
    password: randomBytes(12).toString('hex'),
    bot: true,
    profile: { tracks: [...TRACKS], level: 'mid', languages: ['en'], goals: [], timeZone: 'UTC' },
  });
}

async function tracksToPlay(client: PeerClient, options: Options): Promise<(typeof TRACKS)[number][]> {
  const { tracks } = await client.call('queueOverview', {});
  const playable = tracks.filter(({ flows }) => flows >= 2).map(({ track }) => track);
  const wanted = options.track ? playable.filter((track) => track === options.track) : playable;
  if (wanted.length === 0)
    throw new Error(`There are not enough flows for ${options.track ?? 'any track'} on this server.`);
  return wanted;
}

/** Wait in the queue until somebody comes, and give the room. */
async function meet(client: PeerClient, options: Options): Promise<string> {
  const tracks = await tracksToPlay(client, options);
  const first = options.seat ? { first: options.seat === 'A' ? ('interview' as const) : ('answer' as const) } : {};
  return client.meet({ tracks, length: 'full', bridging: false, ...first }, log);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return log(USAGE);
  const random = new SeededRandom(options.seed);
  const client = new PeerClient(options.url);
  await introduce(client, options);
  let peer: ScriptedPeer | null = null;
  await client.connect(() => void peer?.join());
  log(`The practice partner is at ${options.url}. Press "Practise now" there, and stop it here with Ctrl-C.`);
  do {
    const room = await meet(client, options);
    peer = new ScriptedPeer(client, room, random, { paceMs: options.pace * 1000, log });
    log(`In the room ${options.url}/room/${room}.`);
    await peer.play();
    log('The session is over.');
  } while (!options.once);
  client.disconnect();
}

main().catch((error: unknown) => {
  const refused = error instanceof RefusedByServer;
  const unreachable = error instanceof TypeError;
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    unreachable ? 'Nothing answers there. Start Turnabout first (npm start), or name it with --url.\n' : `${reason}\n`,
  );
  process.exitCode = refused ? 2 : 1;
});
