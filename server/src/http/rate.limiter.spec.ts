import { addressKey, isLoopback, isPrivate } from './address.js';
import { OriginPolicy } from './origin.policy.js';
import { RateLimiter } from './rate.limiter.js';

describe('a rate limiter', () => {
  let now = 0;
  const limiter = () => new RateLimiter({ burst: 3, everyMs: 1000 }, () => now);
  beforeEach(() => {
    now = 0;
  });

  it('lets a burst through, then one at a time', () => {
    const limits = limiter();
    expect([1, 2, 3, 4].map(() => limits.take('a'))).toEqual([0, 0, 0, 1000]);
    now = 600;
    expect(limits.take('a')).toBe(400);
    now = 1000;
    expect([limits.take('a'), limits.take('a')]).toEqual([0, 1000]);
    now = 1_000_000;
    expect([1, 2, 3, 4].map(() => limits.take('a'))).toEqual([0, 0, 0, 1000]);
  });

  it('counts keys apart, and gives back', () => {
    const limits = limiter();
    for (const key of ['a', 'a', 'a', 'b']) limits.take(key);
    expect(limits.take('b')).toBe(0);
    limits.giveBack('a');
    expect([limits.take('a'), limits.take('a')]).toEqual([0, 1000]);
  });

  it('never saves up more than a burst', () => {
    const limits = limiter();
    for (let times = 0; times < 10; times++) limits.giveBack('a');
    expect([1, 2, 3, 4].map(() => limits.take('a'))).toEqual([0, 0, 0, 1000]);
  });

  it('locks nobody out when the clock is set back', () => {
    const limits = limiter();
    now = 3_600_000;
    limits.take('a');
    now = 0;
    expect([limits.take('a'), limits.take('a'), limits.take('a')]).toEqual([0, 0, 1000]);
    now = 1000;
    expect(limits.take('a')).toBe(0);
  });

  it('forgets whom it has not seen for longest when there are too many', () => {
    const limits = limiter();
    for (let times = 0; times < 3; times++) limits.take('early');
    for (let key = 0; key < 50_000; key++) limits.take(`key ${key}`);
    expect(limits.take('early')).toBe(0);
  });
});

describe('an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    [undefined, 'unknown'],
  ])('%s is counted under %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is known as our own or as private', () => {
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true]);
    expect(['10.1.2.3', '203.0.113.9', '128.0.0.1', undefined].map(isLoopback)).toEqual([false, false, false, false]);
    expect(['10.1.2.3', '172.16.0.1', '172.31.0.1', '192.168.1.1', '::1', 'fd00::1'].every(isPrivate)).toBe(true);
    expect(['172.32.0.1', '11.0.0.1', '203.0.113.9', '2001:db8::1', undefined].some(isPrivate)).toBe(false);
  });
});

describe('an origin', () => {
  const allows = (publicUrl: string, headers: Record<string, string>) =>
    new OriginPolicy({ publicUrl, secure: publicUrl.startsWith('https') }).allows(headers);

  it('is our own by its public address or by the host it came to', () => {
    expect(allows('https://a.example', { origin: 'https://a.example' })).toBe(true);
    expect(allows('http://localhost:3000', { origin: 'http://localhost:5173', host: 'localhost:5173' })).toBe(true);
    expect(allows('http://localhost:3000', {})).toBe(true);
  });

  it.each([
    [{ origin: 'https://b.example', host: 'a.example' }],
    [{ origin: 'https://a.example.b.example', host: 'a.example' }],
    [{ origin: 'https://a.example:444', host: 'a.example' }],
    [{ origin: 'http://a.example', host: 'a.example' }],
    [{ origin: 'null', host: 'a.example' }],
    [{ origin: '', host: '' }],
    [{ 'sec-fetch-site': 'cross-site', host: 'a.example' }],
  ])('is foreign: %j', (headers) => {
    expect(allows('https://a.example', headers)).toBe(false);
  });
});
