import { ERROR_CODES } from '#shared/contract/errors.js';
import { routes, type Route } from '#shared/contract/http.js';
import { clientEvents, PROTOCOL_VERSION, serverEvents, SOCKET_PATH } from '#shared/contract/socket.js';
import { refusalsOf } from './openapi.document.js';
import { roomSections } from './protocol.room.js';
import { namedShapes, shapeOf } from './protocol.shapes.js';
import { table } from './protocol.table.js';
import { walk } from './protocol.walk.js';
import { CLIENT_EVENT_WORDS, CODE_WORDS, SERVER_EVENT_WORDS } from './protocol.words.js';
import { statusOf } from './refusal.status.js';

/** Refusals that are the same everywhere and would only repeat themselves under each route. */
const EVERYWHERE = new Set([
  'BAD_REQUEST',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
  'FOREIGN_ORIGIN',
  'PAYLOAD_TOO_LARGE',
]);

/** The text of docs/protocol.md, made from the schemas that the server itself checks with. */
export function protocolDocument(): string {
  return `${[
    '# The protocol',
    '<!-- Made by `npm run docs:protocol` from shared/src/contract. Do not edit. -->',
    INTRODUCTION,
    NOTATION,
    SESSION,
    refusals(),
    '## HTTP routes',
    'Bodies are JSON in UTF-8, at most 64 KB, with `Content-Type: application/json`. Unknown fields are refused. Besides those named, every route may refuse with `BAD_REQUEST`, `RATE_LIMITED`, `UNAVAILABLE` and `INTERNAL`, and every route but GET with `FOREIGN_ORIGIN` and `PAYLOAD_TOO_LARGE`.',
    ...Object.entries(routes).map(([name, route]) => describeRoute(name, route)),
    handshake(),
    STREAMS,
    '## What a client sends',
    ...Object.keys(CLIENT_EVENT_WORDS).filter(isClientEvent).map(describeClientEvent),
    '## What the server sends',
    ...Object.keys(SERVER_EVENT_WORDS).filter(isServerEvent).map(describeServerEvent),
    ...roomSections(),
    '## A session, start to end',
    walk(),
    '## Shapes',
    ...namedShapes().map(({ name, shape }) => `### ${name}\n\n${fenced(`${name} = ${shape}`)}`),
  ].join('\n\n')}\n`;
}

const INTRODUCTION = `Everything that a browser does here, any program can do: HTTP with JSON for accounts, the queue, ratings and reports, and Socket.IO for what happens live in a room. This page and \`/api/openapi.json\`, which every server serves, are enough to write a client.

A program that takes part in interviews signs up with \`bot: true\`. Partners see that, and nothing that it took part in counts in anybody’s numbers. It is paired with people of any level, length and language, when no two people fit each other, and never with another bot: to try out a client that plays both sides, on a server of one’s own, make one of the accounts, or both, without \`bot\`.`;

const NOTATION = `## Notation

Shapes are written as in TypeScript. In angle brackets stand formats and bounds: \`string<2..40>\` has 2 to 40 characters (UTF-16 units, as in JavaScript), \`integer<0..>\` is at least 0, \`Track[]<1..6>\` has one to six elements. \`a?\` may be left out, and is then what stands after \`=\`, if anything. A line after \`//\` says what the field below it means. Times are epoch milliseconds by the server’s clock unless they say otherwise; \`t\` is milliseconds on a round’s own clock, which stands still in pauses. Ignore fields and events that you do not know: new ones may come without a new version.`;

const SESSION = `## Sessions and the cookie

Signing in and confirming an address set a cookie: \`__Host-turnabout\` where the server’s public address is https, \`turnabout\` on plain http. It is \`HttpOnly\`, \`SameSite=Lax\`, and holds a secret that means nothing to a client: store it, send it back with every request and with the socket’s handshake, and take the new one whenever an answer sets it. It ends after 14 days without use, after 60 days, on sign-out, and when the password is reset; then \`session:ended\` comes over the socket, and requests are refused with \`NOT_SIGNED_IN\`.

Every request but GET, and the handshake, must not come from a page of another site: where there is an \`Origin\` header it must be the server’s own. Programs that are no browser send none, or the server’s.

Every answer carries \`X-Request-Id\`; a request may bring its own (8 to 64 letters, digits, \`-\` or \`_\`).`;

const STREAMS = `## Rooms are streams of events

A room is a list of events. Each peer receives a stream of their own, numbered 1, 2, 3 … without gap: what a peer may not see is left out, and leaves no trace. So:

1. Keep \`seq\` of the last event that you applied. Events come in \`room:events\`, in the acknowledgement of \`room:join\` and in that of \`room:sync\`; skip those with a \`seq\` that you have.
2. If the next \`seq\` is not yours plus one, something was lost: ask with \`room:sync\`. \`since\` 0 gives the whole stream; so does a \`since\` beyond its end.
3. After every reconnection send \`room:join\` with \`since\` set to your \`seq\`.
4. A command carries an \`id\` that you make (a UUID) and keep over all retries, over a new connection too. It takes effect at most once; the same \`id\` again gets the first answer. The server answers within 2 seconds. Retry on a missing acknowledgement, on \`UNAVAILABLE\`, and after \`retryAfterMs\` on \`RATE_LIMITED\`; on any other refusal, look at the room again first.
5. An acknowledged command is durable: no crash of the server takes it back.
6. The clock of a phase is the server’s: \`now\` in the acknowledgement of \`room:join\` tells how far yours is off.`;

function isClientEvent(name: string): name is keyof typeof clientEvents {
  return name in clientEvents;
}

function isServerEvent(name: string): name is keyof typeof serverEvents {
  return name in serverEvents;
}

function refusals(): string {
  const rows = ERROR_CODES.map((code) => [`\`${code}\``, String(statusOf(code)), CODE_WORDS[code]]);
  return `## Refusals

Over HTTP a refusal is the body of an answer with the status below; over the socket it is the acknowledgement. Both look like this:

${fenced(`Refusal = ${shapeOfRefusal()}`)}

\`message\` is a sentence for people, which may change; \`code\` is for programs, and is one of:

${table(['code', 'status', 'means'], rows)}`;
}

function shapeOfRefusal(): string {
  return namedShapes().find(({ name }) => name === 'Refusal')?.shape ?? '';
}

function describeRoute(name: string, route: Route): string {
  const own = refusalsOf(route).filter((code) => !EVERYWHERE.has(code));
  const parts = [
    ...(route.params === undefined ? [] : [`params = ${shapeOf(route.params, 'input')}`]),
    ...(route.query === undefined ? [] : [`query = ${shapeOf(route.query, 'input')}`]),
    ...(route.body === undefined ? [] : [`body = ${shapeOf(route.body, 'input')}`]),
    `${route.status} ${route.status === 204 ? '(no body)' : shapeOf(route.response, 'output')}`,
  ];
  const access = {
    public: 'Anybody.',
    'signed-in': 'Signed in.',
    confirmed: 'Signed in, address confirmed.',
    staff: 'Staff.',
  };
  const refused = own.length === 0 ? '' : ` Refuses with ${own.map((code) => `\`${code}\``).join(', ')}.`;
  return `### ${name}

\`${route.method} ${route.path}\`

${route.summary} ${access[route.access]}${refused}

${fenced(parts.join('\n'))}`;
}

function handshake(): string {
  return `## The socket

Socket.IO version 4 (Engine.IO protocol 4) at path \`${SOCKET_PATH}\`, by the websocket transport alone: long polling is refused. The handshake carries the session’s cookie as an HTTP header, and \`auth: { "protocol": ${PROTOCOL_VERSION} }\`. A refused handshake arrives as \`connect_error\`, with the refusal in its \`data\`: \`PROTOCOL_VERSION\`, \`NOT_SIGNED_IN\` or \`RATE_LIMITED\`. A foreign \`Origin\` is refused before that, with HTTP 403.

By hand, over a plain WebSocket to \`${SOCKET_PATH}/?EIO=4&transport=websocket\`:

${fenced(`← 0{"sid":"…","upgrades":[],"pingInterval":10000,"pingTimeout":8000,"maxPayload":100000}
→ 40{"protocol":${PROTOCOL_VERSION}}
← 40{"sid":"…"}                      or 44{"message":"…","data":{refusal}}: refused
→ 420["queue:watch",{}]              an event; 0 is the number of the acknowledgement that is wanted
← 430[{"ok":true,"status":{…}}]      the acknowledgement with that number
← 42["queue:status",{…}]             an event of the server
← 2                                  a ping, to be answered with
→ 3
← 41                                 the server ends the connection`)}

Every event is sent with exactly one payload and is always acknowledged, with \`ok: true\` or with a refusal. A message may have 100,000 bytes. Events are limited in number for each connection (commands to 40 at once and 5 a second after that): more are refused with \`RATE_LIMITED\`, and a connection that goes on far beyond is closed. A peer may have 16 connections, and a connection may be in 4 rooms.`;
}

function describeClientEvent(name: keyof typeof clientEvents): string {
  const { payload, ack } = clientEvents[name];
  return `### ${name}\n\n${CLIENT_EVENT_WORDS[name]}\n\n${fenced(
    `payload = ${shapeOf(payload, 'input')}\nack = ${shapeOf(ack, 'output')}`,
  )}`;
}

function describeServerEvent(name: keyof typeof serverEvents): string {
  return `### ${name} (from the server)\n\n${SERVER_EVENT_WORDS[name]}\n\n${fenced(
    `payload = ${shapeOf(serverEvents[name], 'output').trimStart()}`,
  )}`;
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
