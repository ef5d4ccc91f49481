import { plainError } from './dead.job.js';

describe('what is kept of an error', () => {
  it('says what happened', () => {
    expect(plainError(new TypeError('room 7 has no flow in round 2'))).toBe('TypeError: room 7 has no flow in round 2');
    expect(plainError('gone')).toBe('gone');
  });

  it.each([
    ['connect ECONNREFUSED postgres://turnabout:hunter2@db.example:5432/turnabout', 'hunter2'],
    ['550 no mailbox for ada.lovelace@example.org here', 'lovelace'],
    ['login failed, password=hunter2', 'hunter2'],
    ['Authorization: Bearer-hunter2', 'hunter2'],
    [`the link with ${'a1B2'.repeat(12)} was refused`, 'a1B2'],
  ])('but nothing secret: %s', (message, secret) => {
    expect(plainError(new Error(message))).not.toContain(secret);
  });

  it('on one line of bounded length', () => {
    expect(plainError(new Error('first\n  at somewhere'))).toBe('Error: first');
    expect(plainError(new Error('no '.repeat(1000)))).toHaveLength(400);
  });
});
