import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { RoomStory, until, type Tab } from '../testing/room.story.js';
import { startTestApp } from '../testing/test.app.js';

let story: RoomStory;
let close: () => Promise<void>;

beforeAll(async () => {
  const started = await startTestApp({ rateLimitFactor: 20 });
  story = new RoomStory(started.app, started.url);
  close = started.close;
}, 60_000);
afterEach(() => story.closeTabs());
afterAll(() => close());

const doc = 'notes-1' as const;
const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const decode = (text: string): Uint8Array => Buffer.from(text, 'base64');

/** A document that sends its changes as an editor does. */
class Notes {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText('notes');
  sent: Promise<unknown>[] = [];

  constructor(
    private readonly tab: Tab,
    private readonly room: string,
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') this.sent.push(this.insist(update));
    });
    tab.socket.on('doc:updated', ({ update }: { update: string }) => this.take(update));
  }

  async join(): Promise<void> {
    const answer = await this.tab.ask('doc:join', { room: this.room, doc });
    if (!answer.ok) throw new Error(answer.code);
    this.take(answer.state);
  }

  take(update: string): void {
    Y.applyUpdate(this.doc, decode(update), 'remote');
  }

  /** As a client does: again until it is answered; taking a change twice changes nothing. */
  private async insist(update: Uint8Array): Promise<unknown> {
    for (;;) {
      const answer = await this.tab.ask('doc:update', { room: this.room, doc, update: encode(update) });
      if (answer.ok || answer.code !== 'UNAVAILABLE') return answer;
    }
  }

  async saved(): Promise<void> {
    for (const answer of await Promise.all(this.sent.splice(0))) expect(answer).toEqual({ ok: true });
  }
}

it('two people write one text; it is kept and can be read after the end', async () => {
  const { room, a, b, people } = await story.pair();
  const [left, right] = [new Notes(a, room), new Notes(b, room)];
  await left.join();
  await right.join();
  for (let n = 0; n < 30; n++) {
    left.text.insert(0, `L${n} `);
    right.text.insert(right.text.length, `R${n} `);
  }
  left.text.delete(0, 4);
  await left.saved();
  await right.saved();
  await until(() => left.text.toString() === right.text.toString());
  expect(left.text.length).toBeGreaterThan(150);

  const next = await a.ask('doc:join', { room, doc: 'notes-2' });
  expect(next).toMatchObject({ ok: true, state: 'AAA=' });

  const third = new Notes(await story.tab(people[0]), room);
  await third.join();
  expect(third.text.toString()).toBe(left.text.toString());

  await a.does(room, { type: 'leaveForGood' });
  left.text.insert(0, 'too late');
  expect(await Promise.all(left.sent.splice(0))).toMatchObject([{ ok: false, code: 'ROOM_CLOSED' }]);
  const after = new Notes(await story.tab(people[1]), room);
  await after.join();
  expect(after.text.toString()).toBe(right.text.toString());
}, 30_000);

it('bytes made up to hang or to break the reader are refused, and the notes go on', async () => {
  const { room, a, b } = await story.pair();
  const notes = new Notes(a, room);
  await notes.join();
  notes.text.insert(0, 'kept');
  await notes.saved();

  // A few bytes that promise millions of parts: reading them takes more memory than there is.
  const promises = [
    [1, 255, 255, 255, 15, 255, 255, 5, 241, 0],
    [1, 254, 255, 255, 15, 1, 0, 0],
  ].map((bytes) => Uint8Array.from(bytes));
  const hostile = [Uint8Array.of(), Uint8Array.of(255), ...Array.from({ length: 40 }, (_, n) => randomBytes(4 + n))];
  let beats = 0;
  const beat = setInterval(() => (beats += 1), 10);
  const began = Date.now();
  for (const bytes of [...hostile, ...promises]) {
    const answer = await b.ask('doc:update', { room, doc, update: encode(bytes) });
    if (!answer.ok) expect(answer.code).toMatch(/BAD_REQUEST|CONFLICT|RATE_LIMITED|UNAVAILABLE/);
  }
  clearInterval(beat);
  // The server shares this process: had it been blocked, so had the beat.
  expect(beats).toBeGreaterThan((Date.now() - began) / 40);

  notes.text.insert(4, ' all along');
  await notes.saved();
  const fresh = new Notes(b, room);
  await fresh.join();
  expect(fresh.text.toString()).toBe('kept all along');
}, 60_000);

it('a change that builds on one that never came is refused, and the whole is taken', async () => {
  const { room, a } = await story.pair();
  const lonely = new Y.Doc();
  const updates: Uint8Array[] = [];
  lonely.on('update', (update: Uint8Array) => updates.push(update));
  lonely.getText('notes').insert(0, 'one');
  lonely.getText('notes').insert(3, ' two');
  const answer = await a.ask('doc:update', { room, doc, update: encode(updates[1]!) });
  expect(answer).toMatchObject({ ok: false, code: 'CONFLICT' });
  expect(await a.ask('doc:update', { room, doc, update: encode(Y.encodeStateAsUpdate(lonely)) })).toEqual({ ok: true });
  const notes = new Notes(a, room);
  await notes.join();
  expect(notes.text.toString()).toBe('one two');
});

it('cannot grow without end', async () => {
  const { room, a } = await story.pair();
  const notes = new Notes(a, room);
  await notes.join();
  const answers: unknown[] = [];
  for (let n = 0; n < 12; n++) {
    notes.text.insert(0, 'x'.repeat(40_000));
    answers.push(...(await Promise.all(notes.sent.splice(0))));
  }
  expect(answers[0]).toEqual({ ok: true });
  const full = answers.findIndex((answer) => !(answer as { ok: boolean }).ok);
  expect(full).toBe(9);
  expect(answers[full]).toMatchObject({ ok: false, code: 'PAYLOAD_TOO_LARGE' });
}, 30_000);

it('passes cursors on to the partner and keeps none', async () => {
  const { room, a, b } = await story.pair();
  expect(await a.ask('doc:cursor', { room, doc, state: 'AAAA' })).toEqual({ ok: true });
  await until(() => b.payloads('doc:cursor').length === 1);
  expect(b.payloads('doc:cursor')).toEqual([{ room, doc, seat: 'A', state: 'AAAA' }]);
  expect(a.payloads('doc:cursor')).toEqual([]);
});
