import type { z } from 'zod';
import { refusalSchema, type Refusal } from '#shared/contract/errors.js';
import { routes, type Route, type RouteInput, type RouteName } from '#shared/contract/http.js';
import type { QueueStatus } from '#shared/contract/queue.js';
import {
  clientEvents,
  serverEvents,
  type ClientEventName,
  type ClientPayload,
  type ServerEventName,
  type ServerPayload,
} from '#shared/contract/socket.js';

const ROOM = '8f4b1c9e-2f0d-4b57-9a55-0c1d5b7b6f10';
const MATCH = '5a1de7a4-5d61-4b0c-8f6c-6c0a8f1e2b44';
const TICKET = 'b3f0a6a2-7f6e-4a7f-9c57-2b1a0c9d8e71';
const MOMENT = '0d9c6f6e-8f0b-4a70-9a25-1f6b8f3b7c12';

const WIDTH = 96;

const WAITING: QueueStatus = {
  state: 'waiting',
  ticket: TICKET,
  request: { tracks: ['ml-case'], length: 'full', bridging: false },
  enqueuedAt: 1_764_000_000_000,
  now: 1_764_000_000_400,
  compatible: 0,
  typicalWaitMs: 41_000,
  basedOn: 12,
  stages: [{ fromMs: 0, stage: 'same-level' }],
  partnerDeclined: false,
};

const eventRows: Record<ClientEventName, { ack: z.ZodType }> = clientEvents;

/**
 * One session from signing up to the report, as Ada's client lives it. Every line is parsed by the schemas that the
 * server itself uses: an example that is not true any more fails the build of the document.
 */
export function walk(): string {
  return [
    part('Sign up, confirm, sign in', [
      request('signUp', { body: { email: 'ada@example.org', displayName: 'Ada', password: 'correct battery horse' } }),
      note('The token is in the mail’s link, `/confirm?token=…`. A server without SMTP shows it:'),
      request('mailbox', { query: { to: 'ada@example.org' } }),
      request('confirmEmail', { body: { token: 'nFOaFASi2FulnW1JydeQrifTV-RpqWX56xlkF__8_pY' } }),
      note(
        'The answer sets the cookie. Send it with everything from here on, the socket’s handshake included. A profile is needed before queueing:',
      ),
      request('updateMe', {
        body: {
          profile: {
            tracks: ['ml-case'],
            level: 'mid',
            languages: ['en'],
            goals: ['framing'],
            timeZone: 'Europe/Berlin',
          },
        },
      }),
    ]),
    part('Find a partner', [
      note('Connect the socket (see above) and follow the queue over it; `queueStatus` over HTTP does as well.'),
      request('enqueue', { body: { tracks: ['ml-case'], length: 'full', bridging: false } }),
      sends('queue:watch', {}, { ok: true, status: WAITING }),
      note('When somebody fits, the state changes to `proposed`. Both have to accept in time.'),
      receives('queue:status', {
        state: 'proposed',
        ticket: TICKET,
        now: 1_764_000_000_000,
        proposal: {
          match: MATCH,
          expiresAt: 1_764_000_030_000,
          track: 'ml-case',
          level: 'mid',
          length: 'full',
          partner: { displayName: 'Grace', level: 'mid', bot: false },
          reasons: ['same level'],
          accepted: false,
          partnerAccepted: false,
        },
      }),
      request('answerMatch', { params: { match: MATCH }, body: { accept: true } }),
      receives('queue:status', { state: 'in-room', room: ROOM }),
    ]),
    part('Enter the room', [
      sends(
        'room:join',
        { room: ROOM, since: 0 },
        { ok: true, seat: 'A', events: [], now: 1_764_000_040_000 },
        '`events` begins with `opened`, which names the peers, the rounds and all durations. Apply them in order; keep the `seq` of the last.',
      ),
      receives('room:events', {
        room: ROOM,
        events: [{ seq: 3, at: 1_764_000_041_000, by: 'B', body: { type: 'entered', seat: 'B' } }],
      }),
      note(
        'Both are there: `briefingStarted` follows. Seat A interviews in round 1 and reads the flow now; the candidate gets `NOT_FOUND` until the debrief.',
      ),
      request('roomFlow', { params: { room: ROOM, round: '1' } }),
      command({ type: 'declareReady', round: 1 }, 5),
    ]),
    part('Interview', [
      note(
        '`interviewStarted` carries the prompt, `stepEntered` the question of the first step. Ids of cards, facts and signals come from the flow. The interviewer leads; every command names the round, and `from` the step that the interviewer believes to be in.',
      ),
      command({ type: 'markSignal', round: 1, signal: 'asks-who-acts', mark: 'unprompted', card: null }, 9),
      command({ type: 'playCard', round: 1, card: 'price-of-an-offer' }, 10),
      command({ type: 'releaseFact', round: 1, fact: 'when-offers-go-out' }, 11),
      command(
        {
          type: 'addMoment',
          round: 1,
          momentId: MOMENT,
          side: 'strong',
          competency: 'metrics',
          text: 'Put a price on a missed canceller before choosing a threshold',
        },
        12,
      ),
      command({ type: 'advanceStep', round: 1, from: 'framing' }, 13),
      note(
        'A refusal changes nothing and is no reason to try the same again. Here the view was behind: `room:sync`, look, and decide again.',
      ),
      refused('STALE_STEP', 'The interview is at another step by now.'),
      note(
        'No acknowledgement within a few seconds, or `UNAVAILABLE`: it may have happened. Send the same command with the same `id` until there is an answer. The interview ends at its deadline or when both agree:',
      ),
      command({ type: 'proposeEnd', round: 1, scope: 'interview' }, 14),
      note('The other peer receives `endProposed` and answers:'),
      command({ type: 'answerEnd', round: 1, agree: true }, 15),
    ]),
    part('Rate, swap, and talk', [
      note(
        '`ratingStarted`: the interviewer owes a `peer` sheet; the candidate a `self` sheet and then an `interviewer` sheet. `ownSheets` lists what is owed.',
      ),
      request('submitSheet', {
        params: { room: ROOM, round: '1' },
        body: {
          id: MATCH,
          sheet: {
            kind: 'peer',
            content: {
              ratings: [
                { competency: 'framing', score: 4, evidence: [] },
                { competency: 'metrics', score: 5, evidence: [{ kind: 'moment', id: MOMENT }] },
                { competency: 'delivery', score: null, evidence: [] },
              ],
              overall: 'yes',
              keep: 'You priced both mistakes before you chose a threshold.',
              change: 'Say what you would do without a model before you reach for one.',
            },
          },
        },
      }),
      note('The candidate sends two, in this order. First of themself, without `overall`:'),
      request('submitSheet', {
        params: { room: ROOM, round: '1' },
        body: {
          id: TICKET,
          sheet: {
            kind: 'self',
            content: {
              ratings: [
                { competency: 'framing', score: 3, evidence: [] },
                { competency: 'metrics', score: 5, evidence: [{ kind: 'note', text: 'Priced both mistakes' }] },
                { competency: 'delivery', score: null, evidence: [] },
              ],
              overall: null,
              keep: '',
              change: '',
            },
          },
        },
      }),
      note('Then of the interviewer:'),
      request('submitSheet', {
        params: { room: ROOM, round: '1' },
        body: {
          id: MOMENT,
          sheet: {
            kind: 'interviewer',
            content: {
              ratings: [
                { skill: 'preparation', score: 5 },
                { skill: 'clarity', score: 4 },
                { skill: 'followups', score: 4 },
                { skill: 'fairness', score: null },
              ],
              keep: 'You let me finish.',
              change: '',
            },
          },
        },
      }),
      note(
        'Round 2 is the same with the seats swapped, then comes the debrief: `debriefStarted` names both flows, and `roomFlow` now answers to both. All sheets in (or 48 hours over), everybody is told:',
      ),
      receives('report:revealed', { room: ROOM }),
      request('report', { params: { room: ROOM } }),
      note('In round 2 Ada was the candidate, so what was said of her there is hers to judge:'),
      request('markUseful', { params: { room: ROOM, item: '2:keep' }, body: { useful: true } }),
      command({ type: 'finish' }, 40),
      note('When both are done the room closes: `closed`, reason `completed`. Soon after, the numbers have changed:'),
      receives('progress:changed', { compiledAt: 1_764_004_000_000 }),
    ]),
  ].join('\n\n');
}

function part(title: string, lines: string[]): string {
  return `### ${title}\n\n${lines.join('\n\n')}`;
}

function note(text: string): string {
  return text;
}

function request<N extends RouteName>(name: N, input: RouteInput<N>): string {
  const route: Route = routes[name];
  const given: { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown } = input ?? {};
  route.params?.strict().parse(given.params);
  route.query?.strict().parse(given.query);
  route.body?.parse(given.body);
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => String(given.params?.[key]));
  const query = Object.entries(given.query ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  const line = `${route.method} ${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  const body = given.body === undefined ? '' : `\n\n${json(given.body)}`;
  return fenced(`http`, `${line}${body}`) + `\n\n→ ${route.status}`;
}

function sends<E extends ClientEventName>(event: E, payload: ClientPayload<E>, ack: unknown, more = ''): string {
  clientEvents[event].payload.parse(payload);
  eventRows[event].ack.parse(ack);
  const text = fenced('text', `→ ${event} ${json(payload)}\n← ${json(ack)}`);
  return more === '' ? text : `${text}\n\n${more}`;
}

function command(wanted: ClientPayload<'room:command'>['command'], seq: number): string {
  const id = `c0ffee00-0000-4000-8000-${String(seq).padStart(12, '0')}`;
  return sends('room:command', { room: ROOM, id, command: wanted }, { ok: true, seq });
}

function receives<E extends ServerEventName>(event: E, payload: ServerPayload<E>): string {
  serverEvents[event].parse(payload);
  return fenced('text', `← ${event} ${json(payload)}`);
}

function refused(code: Refusal['code'], message: string): string {
  return fenced('text', `← ${json(refusalSchema.parse({ ok: false, code, message }))}`);
}

/** On one line where it fits, otherwise opened up as far as needed. */
function json(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const items = Array.isArray(value)
    ? value.map((item) => json(item, inner))
    : Object.entries(value).map(([key, item]) => `"${key}": ${json(item, inner)}`);
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
