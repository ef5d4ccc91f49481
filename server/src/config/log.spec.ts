import { createLog } from './log.js';

/** What is written to the log while something happens. */
function written(happens: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  happens(createLog({ logLevel: 'info' }, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('holds no secret, wherever it stands', () => {
    const text = written((log) => {
      log.info({ password: 'hunter2', token: 'hunter2', cookie: 'hunter2', headers: { cookie: 'hunter2' } }, 'flat');
      log.info({ body: { password: 'hunter2', token: 'hunter2' }, query: { parameters: ['hunter2'] } }, 'deep');
      log.error({
        err: Object.assign(new Error('broken'), { client: { password: 'hunter2' }, parameters: ['hunter2'] }),
      });
    });
    expect(text).not.toContain('hunter2');
    expect(text.trim().split('\n')).toHaveLength(3);
  });

  it('keeps of an error what helps to find it', () => {
    const text = written((log) => {
      log.error({ err: Object.assign(new Error('outer', { cause: new Error('inner') }), { code: '57P01' }) }, 'failed');
    });
    expect(JSON.parse(text)).toMatchObject({
      level: 50,
      msg: 'failed',
      err: {
        name: 'Error',
        message: 'outer',
        code: '57P01',
        stack: expect.stringContaining('log.spec'),
        cause: { message: 'inner' },
      },
    });
  });
});
