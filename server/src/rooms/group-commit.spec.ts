import { Abandoned, GroupCommit, QueueFull } from './group-commit.js';

interface Flush {
  rows: string[];
  finish(stored?: string[]): void;
  fail(error: Error): void;
}

/** A database that writes when it is told to. */
function commits(limits: { maxWaiting?: number; maxRows?: number } = {}) {
  const flushes: Flush[] = [];
  const group = new GroupCommit<string>({
    write: (rows) =>
      new Promise((resolve, reject) => {
        flushes.push({ rows, finish: (stored = rows) => resolve(new Set(stored)), fail: reject });
      }),
    isRowsFault: (error) => error instanceof SyntaxError,
    maxWaiting: limits.maxWaiting ?? 100,
    maxRows: limits.maxRows ?? 100,
  });
  return { flushes, group, submit: (row: string, given = () => false) => group.submit(row, given) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('committing rows together', () => {
  it('gathers while one flush is under way, and has only one', async () => {
    const { flushes, submit } = commits();
    const answers = ['a', 'b', 'c'].map((row) => submit(row));
    await turn();
    expect(flushes.map(({ rows }) => rows)).toEqual([['a']]);
    flushes[0]?.finish();
    await turn();
    expect(flushes.map(({ rows }) => rows)).toEqual([['a'], ['b', 'c']]);
    flushes[1]?.finish(['c']);
    expect(await Promise.all(answers)).toEqual(['stored', 'lost', 'stored']);
  });

  it('answers nobody before their row is in', async () => {
    const { flushes, submit } = commits();
    let answered = false;
    const answer = submit('a').then(() => (answered = true));
    await turn();
    expect(answered).toBe(false);
    flushes[0]?.finish();
    await answer;
    expect(answered).toBe(true);
  });

  it('tells everybody of a flush that it is open what became of it, and goes on', async () => {
    const { flushes, submit } = commits();
    const first = submit('a');
    const others = [submit('b'), submit('c')];
    await turn();
    flushes[0]?.fail(new Error('connection lost'));
    await expect(first).rejects.toThrow('connection lost');
    await turn();
    flushes[1]?.finish();
    expect(await Promise.all(others)).toEqual(['stored', 'stored']);
  });

  it('lets one row that cannot be stored cost nobody else theirs', async () => {
    const { flushes, submit } = commits();
    const first = submit('a');
    const [good, bad, better] = [submit('good'), submit('bad'), submit('better')];
    await turn();
    flushes[0]?.finish();
    await turn();
    flushes[1]?.fail(new SyntaxError('no such text'));
    for (const outcome of ['in', 'out', 'in']) {
      await turn();
      const flush = flushes.at(-1);
      expect(flush?.rows).toHaveLength(1);
      if (outcome === 'in') flush?.finish();
      else flush?.fail(new SyntaxError('no such text'));
      await Promise.allSettled(outcome === 'out' ? [bad] : []);
    }
    expect(await Promise.all([first, good, better])).toEqual(['stored', 'stored', 'stored']);
    await expect(bad).rejects.toThrow('no such text');
  });

  it('does not begin with what nobody waits for any more', async () => {
    const { flushes, submit } = commits();
    const first = submit('a');
    let given = false;
    const second = submit('b', () => given);
    const third = submit('c');
    given = true;
    flushes[0]?.finish();
    await expect(second).rejects.toBeInstanceOf(Abandoned);
    await turn();
    expect(flushes.map(({ rows }) => rows)).toEqual([['a'], ['c']]);
    flushes[1]?.finish();
    expect(await Promise.all([first, third])).toEqual(['stored', 'stored']);
  });

  it('is bounded, in what waits and in what goes together', async () => {
    const { flushes, submit } = commits({ maxWaiting: 3, maxRows: 2 });
    const answers = ['a', 'b', 'c', 'd'].map((row) => submit(row));
    await expect(submit('e')).rejects.toBeInstanceOf(QueueFull);
    flushes[0]?.finish();
    await turn();
    expect(flushes[1]?.rows).toEqual(['b', 'c']);
    flushes[1]?.finish();
    await turn();
    flushes[2]?.finish();
    expect(await Promise.all(answers)).toEqual(['stored', 'stored', 'stored', 'stored']);
  });
});
