import { z } from 'zod';
import { RandomStream } from '#shared/rating/simulation/random-stream.js';
import type { Known } from './bench.world.js';
import { read, type Request } from './http.load.js';

const RANDOM_USERS = 2_000;
const POINTS = '/api/progress/points?range=all';
const SESSIONS = '/api/progress/sessions';

/**
 * One line of what is measured. `lapse`: whoever reads has let a drill pass, so that a job settles it; `among`: those who
 * read in between, and are not measured.
 */
export interface BenchRead {
  name: string;
  requests: readonly Request[];
  lapse?: true;
  among?: readonly Request[];
}

/** Of the first pages that the dashboard asks for: what it is called, and the path. */
const PAGES = [
  ['/progress, 90 days', '/api/progress?range=90'],
  ['/progress, all', '/api/progress?range=all'],
  ['/points', POINTS],
  ['/sessions', SESSIONS],
  ['/sessions, filtered', `${SESSIONS}?track=ml-system-design&level=senior`],
  ['/calibration', '/api/calibration'],
  ['/library', '/api/library'],
] as const;

/** Everybody's reads, and those of the people with the longest history, also of a page from its middle. */
export async function readsOf(url: string, known: readonly Known[]): Promise<BenchRead[]> {
  const settled = sampleOf(known.filter(({ drill, veteran }) => drill !== 'lapsed' && !veteran));
  const longest = longestOf(known);
  const most = `longest history (${Math.min(...longest.map(({ sessions }) => sessions))})`;
  const both = PAGES.flatMap(([name, path]) => [
    { name: `${name}: random people`, requests: requestsOf(settled, path) },
    { name: `${name}: ${most}`, requests: requestsOf(longest, path) },
  ]);
  const drilled = (kind: Known['drill']) => sampleOf(known.filter(({ drill, veteran }) => drill === kind && !veteran));
  const [, progress] = PAGES[0];
  const lapsing = { lapse: true, among: requestsOf(settled, progress) } as const;
  const all: BenchRead[] = [
    ...both,
    { name: `/points, middle: ${most}`, requests: await middleOf(url, longest, POINTS) },
    { name: `/sessions, middle: ${most}`, requests: await middleOf(url, longest, SESSIONS) },
    { name: '/progress: with an open drill', requests: requestsOf(drilled('open'), progress) },
    { name: '/progress: whose drill has lapsed', requests: requestsOf(drilled('lapsed'), progress), ...lapsing },
    { name: `/progress: lapsed, ${most}`, requests: requestsOf(longest, progress), ...lapsing },
  ];
  // A small world may have nobody of a kind.
  return all.filter(({ requests }) => requests.length > 0);
}

/** The veterans, as far as nobody else has had more sessions. */
export function longestOf(known: readonly Known[]): Known[] {
  const most = Math.max(...known.map(({ sessions }) => sessions));
  return known.filter(({ sessions }) => sessions === most);
}

function sampleOf(known: readonly Known[]): Known[] {
  const chance = new RandomStream(1, 'readers');
  const sorted = known.toSorted((a, b) => (a.account < b.account ? -1 : 1));
  return Array.from({ length: RANDOM_USERS }, () => sorted[chance.whole(sorted.length)]).filter(
    (one) => one !== undefined,
  );
}

function requestsOf(known: readonly Known[], path: string): Request[] {
  return known.map(({ account }) => ({ account, path }));
}

const pageSchema = z.object({ next: z.string().nullable() });

/** The page in the middle of somebody's list, found as a reader would: from page to page. */
async function middleOf(url: string, known: readonly Known[], path: string): Promise<Request[]> {
  const found: Request[] = [];
  for (const { account } of known) {
    const paths = [path];
    for (let at: string | undefined = path; at !== undefined; at = paths.at(-1) === at ? undefined : paths.at(-1)) {
      const { next } = pageSchema.parse(await read(`${url}${at}`, account));
      if (next !== null) paths.push(`${path}${path.includes('?') ? '&' : '?'}before=${next}`);
    }
    found.push({ account, path: paths[Math.floor(paths.length / 2)] ?? path });
  }
  return found;
}
