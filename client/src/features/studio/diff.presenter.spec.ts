import { describe, expect, it } from 'vitest';
import { diffOf } from './diff.presenter.js';

const shown = (before: string[], after: string[]) =>
  diffOf(before.join('\n'), after.join('\n')).lines.map(({ kind, text }) => `${kind[0]} ${text}`.trim());

describe('the difference of two texts', () => {
  it('is nothing where they are the same', () => {
    expect(diffOf('a\nb', 'a\nb')).toEqual({ added: 0, removed: 0, lines: [], cut: false });
  });

  it('is told line by line, with two lines around', () => {
    const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(shown(before, ['a', 'b', 'c', 'd', 'E', 'f', 'g'])).toEqual(['s', 's c', 's d', 'r e', 'a E', 's f', 's g']);
    expect(shown(before, ['x', ...before])).toEqual(['a x', 's a', 's b', 's']);
    expect(shown(before, before.slice(0, -1))).toEqual(['s', 's e', 's f', 'r g']);
  });

  it('makes of the first text the second, whatever they are', () => {
    let seed = 7;
    const chance = (below: number) => (seed = (seed * 16_807) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round++) {
      const [a, b] = [1, 2].map(() => Array.from({ length: chance(12) + 1 }, () => 'abcd'[chance(4)] ?? ''));
      const { lines, added, removed } = diffOf((a ?? []).join('\n'), (b ?? []).join('\n'));
      const kept = lines.filter(({ kind }) => kind === 'added').length;
      expect([kept, lines.filter(({ kind }) => kind === 'removed').length]).toEqual([added, removed]);
      expect((a ?? []).length - removed).toBe((b ?? []).length - added);
    }
  });

  it('is cut where it would be too long to read, and takes no time for texts that have nothing in common', () => {
    const many = (word: string) => Array.from({ length: 2000 }, (_, index) => `${word} ${index}`).join('\n');
    const diff = diffOf(many('a'), many('b'));
    expect(diff).toMatchObject({ added: 2000, removed: 2000, cut: true });
    expect(diff.lines).toHaveLength(160);
  });
});
