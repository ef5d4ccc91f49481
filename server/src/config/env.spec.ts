import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootError } from './boot.error.js';
import { loadEnv } from './env.js';
import { packageRoot } from './package.root.js';

describe('the settings', () => {
  it('are those of one box where nothing is set', () => {
    expect(loadEnv('web', {})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      secure: false,
      databaseUrl: undefined,
      runsWorkers: true,
      mailFrom: 'Turnabout <no-reply@localhost>',
      rateLimitFactor: 1,
      trustProxy: 0,
    });
  });

  it('are those of many processes with a Redis', () => {
    const many = {
      DATABASE_URL: 'postgres://u:p@db/turnabout',
      REDIS_URL: 'redis://redis:6379',
      PUBLIC_URL: 'https://practice.example.org/',
    };
    expect(loadEnv('web', many)).toMatchObject({
      host: '0.0.0.0',
      publicUrl: 'https://practice.example.org',
      secure: true,
      runsWorkers: false,
    });
    expect(loadEnv('web', { ...many, WORKERS: 'here' }).runsWorkers).toBe(true);
    expect(loadEnv('worker', many).runsWorkers).toBe(true);
  });

  it('may be given empty, which is not given', () => {
    expect(loadEnv('web', { DATABASE_URL: '', PORT: '' }).port).toBe(3000);
    expect(loadEnv('web', { STAFF_EMAILS: '' }).staffEmails).toEqual([]);
  });

  it('name staff by e-mail, however it is written', () => {
    const { staffEmails } = loadEnv('web', { STAFF_EMAILS: 'Ada@Example.org, ben@example.org' });
    expect(staffEmails).toEqual(['ada@example.org', 'ben@example.org']);
  });

  it('are each described in README.md', () => {
    const names = readFileSync(join(packageRoot, 'server/src/config/env.ts'), 'utf8').match(/^  [A-Z_]+(?=: )/gm) ?? [];
    expect(names.length).toBeGreaterThan(10);
    const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
    expect(names.map((name) => name.trim()).filter((name) => !readme.includes(`| \`${name}\` `))).toEqual([]);
  });

  it.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '3000 ' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PUBLIC_URL: 'practice.example.org' }, 'PUBLIC_URL'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{ REDIS_URL: 'localhost:6379', DATABASE_URL: 'postgres://db/x' }, 'REDIS_URL'],
    [{ SMTP_URL: 'http://mail' }, 'SMTP_URL'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ WORKERS: 'yes' }, 'WORKERS'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ RATE_LIMIT_FACTOR: '0' }, 'RATE_LIMIT_FACTOR'],
    [{ STAFF_EMAILS: 'ada' }, 'STAFF_EMAILS'],
    [{ REDIS_URL: 'redis://redis' }, 'DATABASE_URL'],
  ])('are refused by name where one cannot be used: %j', (set, name) => {
    expect(() => loadEnv('web', set)).toThrow(BootError);
    expect(() => loadEnv('web', set)).toThrow(new RegExp(`^The setting ${name} is .*\\.$`));
  });

  it('of a worker need a database', () => {
    expect(() => loadEnv('worker', {})).toThrow('The setting DATABASE_URL is missing');
  });

  it('never show a password in what is said about them', () => {
    expect(() => loadEnv('web', { DATABASE_URL: 'mysql://root:hunter2@db/x' })).not.toThrow(/hunter2/);
  });
});
