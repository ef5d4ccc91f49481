import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { SmtpSink } from '../testing/smtp.sink.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';
import { MailService } from './mail.service.js';

let sink: SmtpSink;
let test: TestApp;

beforeAll(async () => {
  sink = await SmtpSink.open();
  test = await startTestApp({ smtpUrl: sink.url, mailFrom: 'Turnabout <no-reply@practice.example.org>' });
}, 60_000);
afterAll(async () => {
  await test.close();
  await sink.close();
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 200) throw new Error('it did not come to that');
    await sleep(25);
  }
}

const signUp = (email: string) =>
  new Visitor(test.url).calls('signUp', { body: { email, displayName: 'Ada', password: 'correct battery horse' } });
const rows = (email: string) =>
  test.app
    .get(DataSource)
    .query('SELECT sent_at IS NOT NULL AS sent, attempts, body FROM mail WHERE recipient = $1', [email]);

describe('with a mail server', () => {
  it('mails are sent once they are durable, and forgotten but for the fact', async () => {
    await signUp('ada@example.org');
    await until(() => sink.mails.length === 1);
    const mail = sink.mails[0]?.replace(/=\n/g, '') ?? '';
    expect(mail).toContain('To: ada@example.org');
    expect(mail).toContain('From: Turnabout <no-reply@practice.example.org>');
    expect(mail).toMatch(/\/confirm\?token=/);
    await until(async () => (await rows('ada@example.org'))[0].sent === true);
    expect(await rows('ada@example.org')).toEqual([{ sent: true, attempts: 1, body: '' }]);
    await test.app.get(MailService).sweep();
    expect(sink.mails).toHaveLength(1);
  });

  it('one that is refused is tried again later by the sweep, and not before its time', async () => {
    sink.refuses = true;
    await signUp('grace@example.org');
    await until(async () => (await rows('grace@example.org'))[0].attempts === 1);
    sink.refuses = false;
    await test.app.get(MailService).sweep();
    expect(sink.mails.some((mail) => mail.includes('grace@example.org'))).toBe(false);
    await test.app.get(DataSource).query(`UPDATE mail SET next_attempt_at = now() WHERE sent_at IS NULL`);
    await until(async () => (await rows('grace@example.org'))[0].sent === true);
    expect(sink.mails.filter((mail) => mail.includes('To: grace@example.org'))).toHaveLength(1);
  });

  it('nobody reads them here', async () => {
    expect((await new Visitor(test.url).calls('me', {})).value.mailbox).toBe(false);
    expect((await new Visitor(test.url).sends('GET', '/api/mailbox')).status).toBe(404);
  });
});
