import { Mailbox } from './mailbox.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a mailbox', () => {
  it('does one thing at a time for a key, in order, and others meanwhile', async () => {
    const mailbox = new Mailbox(10);
    const log: string[] = [];
    const work = (name: string, turns: number) => async () => {
      log.push(`${name} begins`);
      for (let n = 0; n < turns; n++) await turn();
      log.push(`${name} ends`);
      return name;
    };
    const answers = [mailbox.run('a', work('a1', 3)), mailbox.run('a', work('a2', 0)), mailbox.run('b', work('b1', 0))];
    const done: (string | null)[] = [];
    for (const answer of answers) done.push(await answer);
    expect(done).toEqual(['a1', 'a2', 'b1']);
    expect(log.filter((line) => line.startsWith('a'))).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
    expect(log.indexOf('b1 ends')).toBeLessThan(log.indexOf('a1 ends'));
  });

  it('goes on after a failure, and is bounded for each key', async () => {
    const mailbox = new Mailbox(2);
    const failing = mailbox.run('a', () => Promise.reject(new Error('no')));
    const next = mailbox.run('a', () => Promise.resolve('yes'));
    expect(mailbox.run('a', () => Promise.resolve('too many'))).toBeNull();
    expect(await mailbox.run('b', () => Promise.resolve('another'))).toBe('another');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await mailbox.run('a', () => Promise.resolve('again'))).toBe('again');
  });
});
