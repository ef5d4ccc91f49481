import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { routes, type Route } from '#shared/contract/http.js';
import { startTestApp, type TestApp } from '../testing/test.app.js';
import { Visitor } from '../testing/visitor.js';

const STAFF = 'staff@access.example';
const own: [name: string, route: Route][] = Object.entries<Route>(routes).filter(
  ([, { access }]) => access === 'staff',
);
const addressOf = ({ path }: Route): string => path.replace(/:\w+/g, () => randomUUID());

let test: TestApp;
let nobody: Visitor;
let ada: Visitor;
let staff: Visitor;

beforeAll(async () => {
  test = await startTestApp({ staffEmails: [STAFF, 'other@access.example'] });
  [nobody, ada, staff] = [new Visitor(test.url), new Visitor(test.url), new Visitor(test.url)];
  await ada.joins('ada@access.example');
  await staff.joins(STAFF);
}, 60_000);
afterAll(() => test.close());

describe('what is for staff', () => {
  it.each(own)('%s is a missing page to everybody else, whatever they send', async (_, route) => {
    const missing = await ada.sends(route.method, `/api/nothing/${randomUUID()}`, route.body && {});
    const expected = [missing.status, await missing.text()];
    for (const who of [nobody, ada]) {
      for (const body of [{}, { nonsense: true }, { note: 'x', decision: 'kept-out' }]) {
        const address = `${addressOf(route)}?before=x`;
        const answer = await who.sends(route.method, address, route.method === 'GET' ? undefined : body);
        expect([answer.status, await answer.text()]).toEqual(expected);
        expect(answer.headers.get('content-type')).toBe(missing.headers.get('content-type'));
      }
    }
  });

  it('is not for an address of theirs that was never confirmed', async () => {
    const impostor = new Visitor(test.url);
    await impostor.joins('other@access.example');
    const confirmed = await impostor.sends('GET', '/api/staff/audit');
    expect(confirmed.status).toBe(200);
    await test.app
      .get(DataSource, { strict: false })
      .query(`UPDATE account SET email_confirmed_at = NULL WHERE email = 'other@access.example'`);
    expect((await impostor.sends('GET', '/api/staff/audit')).status).toBe(404);
  });

  it('refuses staff only what is wrong with what they send', async () => {
    expect((await staff.calls('staffAudit', { query: { before: 'x' } })).refusal.code).toBe('BAD_REQUEST');
    const before = `1_${'-'.repeat(36)}`;
    for (const name of ['staffAudit', 'staffDisputes', 'staffFlags', 'staffJobs', 'publishedFlows'] as const) {
      expect([name, (await staff.calls(name, { query: { before } })).refusal.code]).toEqual([name, 'BAD_REQUEST']);
    }
    const strange = await staff.sends('POST', '/api/staff/jobs/replay', { all: true });
    expect(strange.status).toBe(400);
  });
});
