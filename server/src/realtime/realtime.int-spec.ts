import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { DataSource } from 'typeorm';
import { clientEvents, type ClientEventName } from '#shared/contract/socket.js';
import { SessionService } from '../accounts/session.service.js';
import { RoomStory, Tab, until } from '../testing/room.story.js';
import { joinTestApp, startTestApp } from '../testing/test.app.js';

let story: RoomStory;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp();
  story = new RoomStory(started.app, started.url);
  close = started.close;
}, 60_000);
afterEach(async () => {
  await story.replays();
  story.closeTabs();
});
afterAll(() => close());

describe('the handshake', () => {
  const refused = async (options: Parameters<typeof Tab.open>[1]): Promise<unknown> => {
    try {
      (await Tab.open(story.url, options)).close();
      return 'let in';
    } catch (error) {
      return (error as { refusal?: { code?: string } }).refusal?.code ?? 'cut off';
    }
  };

  it('lets in who is signed in, from our own page or from no page', async () => {
    const { cookie } = await story.person('Ada');
    expect(await refused({ cookie })).toBe('let in');
    expect(await refused({ cookie, origin: story.url })).toBe('let in');
  });

  it('refuses strangers, other versions and other sites', async () => {
    const { cookie } = await story.person('Ada');
    expect(await refused({})).toBe('NOT_SIGNED_IN');
    expect(await refused({ cookie: 'turnabout=nonsense' })).toBe('NOT_SIGNED_IN');
    expect(await refused({ cookie, protocol: 0 })).toBe('PROTOCOL_VERSION');
    expect(await refused({ cookie, origin: 'https://evil.example' })).toBe('cut off');
  });

  it('bounds the tabs of one account', async () => {
    const person = await story.person('Ada');
    for (let tab = 0; tab < 16; tab++) await story.tab(person);
    expect(await refused({ cookie: person.cookie })).toBe('RATE_LIMITED');
  });
});

describe('connections that say nothing', () => {
  it('are opened only so often from one address', async () => {
    const fresh = await joinTestApp();
    const headers = {
      ...{ Connection: 'Upgrade', Upgrade: 'websocket' },
      ...{ 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Version': '13' },
    };
    const open: Duplex[] = [];
    const opens = () =>
      new Promise<boolean>((resolve) => {
        const asked = request(`${fresh.url}/socket.io/?EIO=4&transport=websocket`, { headers });
        asked.on('upgrade', (_response, socket) => resolve(open.push(socket) > 0));
        asked.on('response', (response) => resolve(response.resume() === null));
        asked.end();
      });
    const opened = [];
    for (let tries = 0; tries < 300; tries++) opened.push(await opens());
    expect(opened.slice(0, 240)).not.toContain(false);
    expect(opened.slice(240).filter((is) => !is).length).toBeGreaterThan(20);
    for (const socket of open) socket.destroy();
    await fresh.close();
  }, 30_000);
});

describe('every event is answered', () => {
  it('unknown ones, garbled ones and those without a payload', async () => {
    const tab = await story.tab(await story.person('Ada'));
    expect(await tab.raw('room:explode', {})).toMatchObject({ ok: false, code: 'UNKNOWN_EVENT' });
    expect(await tab.raw('constructor')).toMatchObject({ ok: false, code: 'UNKNOWN_EVENT' });
    expect(await tab.raw('error', {})).toMatchObject({ ok: false, code: 'UNKNOWN_EVENT' });
    for (const event of Object.keys(clientEvents)) {
      for (const payload of [[], [null], ['x'], [{ room: 7 }], [{ unknown: true }], [[]], [{}, {}]]) {
        const answer = await tab.raw(event, ...payload);
        if (event === 'queue:watch') continue;
        expect([event, payload, answer]).toMatchObject([
          event,
          payload,
          { ok: false, code: expect.stringMatching(/BAD_REQUEST|RATE_LIMITED/) },
        ]);
      }
    }
    expect(tab.received).toEqual([]);
  });

  it('and text that no database can keep is refused', async () => {
    const { room, a } = await story.pair();
    for (const text of ['a\0b', 'half \ud83d', '\udc00']) {
      expect(await a.command(room, { type: 'say', text })).toMatchObject({ ok: false, code: 'BAD_REQUEST' });
    }
    await a.does(room, { type: 'say', text: 'whole 😀 \\u0000' });
    expect(a.view(room).chat.at(-1)?.text).toBe('whole 😀 \\u0000');
  });

  it('a flood is limited, and the flood of a deaf sender cut off', async () => {
    const { room, a } = await story.pair();
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => a.command(room, { type: 'say', text: 'again' })),
    );
    const limited = answers.filter((answer) => !answer.ok && answer.code === 'RATE_LIMITED');
    expect(limited.length).toBeGreaterThanOrEqual(10);
    for (let sent = 0; sent < 500; sent++) a.socket.emit('nonsense', {});
    await until(() => a.socket.disconnected);
  });
});

describe('a room', () => {
  it('is told to both, each what they may see (rules 1, 8, 25)', async () => {
    const { room, a, b } = await story.pair();
    await a.does(room, { type: 'say', text: 'Hello' });
    await b.does(room, { type: 'declareReady', round: 1 });
    await a.does(room, { type: 'declareReady', round: 1 });
    await a.does(room, { type: 'writeNote', text: 'for me alone' });
    await story.sees(a, room, 'A');
    await story.sees(b, room, 'B');
    expect(b.view(room).phase.name).toBe('interview');
    expect(b.bytes).not.toContain('for me alone');
  });

  it('gives a command the first answer again, and refuses its id for another (rule 2)', async () => {
    const { room, a, b } = await story.pair();
    const id = randomUUID();
    const first = await a.command(room, { type: 'say', text: 'once' }, id);
    await b.does(room, { type: 'say', text: 'between' });
    expect(await a.command(room, { type: 'say', text: 'once' }, id)).toEqual(first);
    expect(await a.command(room, { type: 'say', text: 'twice' }, id)).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect(await b.command(room, { type: 'say', text: 'once' }, id)).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect((await story.log(room)).filter(({ body }) => body.type === 'said')).toHaveLength(2);
  });

  it('gives who comes back what they have missed (rule 10)', async () => {
    const { room, a, b, people } = await story.pair();
    await a.does(room, { type: 'say', text: 'one' });
    const had = a.stream(room).length;
    a.close();
    await b.does(room, { type: 'say', text: 'two' });
    await b.does(room, { type: 'writeNote', text: 'hidden' });
    await b.does(room, { type: 'say', text: 'three' });
    const back = await story.tab(people[0]);
    const missed = await back.ask('room:join', { room, since: had });
    expect(missed).toMatchObject({ ok: true, seat: 'A' });
    const texts = missed.ok ? missed.events.flatMap(({ body }) => (body.type === 'said' ? [body.text] : [])) : [];
    expect(texts).toEqual(['two', 'three']);
    expect(missed.ok && missed.events.map(({ seq }) => seq)).toEqual([had + 1, had + 2]);
    const all = await back.ask('room:sync', { room, since: 0 });
    expect(all.ok && all.events.map(({ seq }) => seq)).toEqual(Array.from({ length: had + 2 }, (_, n) => n + 1));
    expect(await back.ask('room:sync', { room, since: had + 2 })).toMatchObject({ ok: true, events: [] });
    // Whoever claims more than there is gets everything.
    const confused = await back.ask('room:sync', { room, since: 10_000 });
    expect(confused.ok && confused.events).toHaveLength(had + 2);
  });

  it('is missing to a stranger, for every event (rule 4)', async () => {
    const { room } = await story.pair();
    const stranger = await story.tab(await story.person('Eve'));
    const payloads: Record<Exclude<ClientEventName, 'queue:watch'>, (id: string) => unknown> = {
      'room:join': (id) => ({ room: id, since: 0 }),
      'room:leave': (id) => ({ room: id }),
      'room:sync': (id) => ({ room: id, since: 0 }),
      'room:command': (id) => ({ room: id, id: randomUUID(), command: { type: 'say', text: 'psst' } }),
      'doc:join': (id) => ({ room: id, doc: 'notes-1' }),
      'doc:update': (id) => ({ room: id, doc: 'notes-1', update: 'AAA=' }),
      'doc:cursor': (id) => ({ room: id, doc: 'notes-1', state: 'AAA=' }),
    };
    for (const [event, payload] of Object.entries(payloads)) {
      const theirs = await stranger.raw(event, payload(room));
      const missing = await stranger.raw(event, payload(randomUUID()));
      expect([event, theirs]).toEqual([event, { ok: false, code: 'NOT_FOUND', message: 'There is no such room.' }]);
      expect(theirs).toEqual(missing);
    }
  });
});

describe('presence', () => {
  const absent = async (room: string, seat: 'A' | 'B') => !(await story.handler.state(room)).presence[seat].present;

  it('counts tabs: the last one gone is an absence, a reload is none (rule 8)', async () => {
    const { room, a, b, people } = await story.pair();
    const second = await story.tab(people[0]);
    await second.join(room);
    a.close();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(await absent(room, 'A')).toBe(false);
    second.close();
    const reloaded = await story.tab(people[0]);
    await reloaded.join(room);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(await absent(room, 'A')).toBe(false);
    expect((await story.log(room)).filter(({ body }) => body.type === 'left')).toEqual([]);
    await reloaded.ask('room:leave', { room });
    await until(() => absent(room, 'A'));
    await until(() => b.view(room).presence.A.absentSince !== null);
    await reloaded.join(room);
    expect(await absent(room, 'A')).toBe(false);
  }, 30_000);
});

describe('a process that died', () => {
  it('leaves nobody behind: its tabs stop counting and the sweep tells the room', async () => {
    const { room, a, b } = await story.pair();
    const source = story.app.get(DataSource, { strict: false });
    await source.query(
      `UPDATE room_presence SET node_id = gen_random_uuid() WHERE room_id = $1 AND seat = 'A' AND socket_id = $2`,
      [room, a.socket.id],
    );
    await until(() => !b.view(room).presence.A.present, 8_000);
    const rows = (): Promise<unknown[]> => source.query('SELECT seat FROM room_presence WHERE room_id = $1', [room]);
    await until(async () => (await rows()).length === 1);
    expect(await rows()).toEqual([{ seat: 'B' }]);
  }, 15_000);
});

describe('a session that ends', () => {
  it('takes its sockets with it within two seconds', async () => {
    const person = await story.person('Ada');
    const [tab, other] = [await story.tab(person), await story.tab(await story.person('Ben'))];
    const began = Date.now();
    await story.app.get(SessionService, { strict: false }).end(person.id, person.session);
    await until(() => tab.socket.disconnected, 2_000);
    expect(Date.now() - began).toBeLessThan(6_000);
    expect(tab.payloads('session:ended')).toEqual([{ reason: 'signed-out' }]);
    expect(other.socket.connected).toBe(true);
  });
});
