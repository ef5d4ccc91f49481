import { describe, expect, it, vi } from 'vitest';
import type { CheckPaper, CheckResult } from '#shared/contract/library.js';
import { unreachable } from '../../api/refusal.js';
import { useCheck } from './useCheck.js';

const paper = (first: number): CheckPaper =>
  ['a', 'b', 'c'].map((question) => ({
    question,
    options: [first, 1 - first].map((option) => ({ option, text: `${question}${option}` })),
  }));
const graded = (passed: boolean): CheckResult => ({
  passed,
  licensedAt: passed ? 1 : null,
  results: [0, 0, 0].map((answer) => ({ right: passed, answer, because: 'So' })),
  again: passed ? null : paper(1),
});

function answering(check: ReturnType<typeof useCheck>, option: number) {
  for (const question of [0, 1, 2]) check.choose(question, option);
}

describe('useCheck', () => {
  it('sends nothing before every question is answered, and says which are open until they are', async () => {
    const send = vi.fn(() => Promise.resolve(graded(true)));
    const check = useCheck(paper(0), send);
    check.choose(1, 0);
    await check.submit();
    expect(send).not.toHaveBeenCalled();
    expect(check.missing.value).toBe('Question 1 and 3 are still open.');
    check.choose(0, 0);
    expect(check.missing.value).toBe('Question 3 is still open.');
    check.choose(2, 0);
    await check.submit();
    expect(send).toHaveBeenCalledWith([0, 0, 0]);
    expect(check.graded.value?.result.passed).toBe(true);
  });

  it('begins again with the new order and no answers', async () => {
    const check = useCheck(paper(0), () => Promise.resolve(graded(false)));
    answering(check, 1);
    await check.submit();
    expect(check.graded.value?.rows[0]).toMatchObject({ right: false, because: 'So' });
    check.again();
    expect(check.graded.value).toBeNull();
    expect(check.paper.value).toEqual(paper(1));
    expect(check.choices.value).toEqual([null, null, null]);
  });

  it('keeps the answers where they could not be sent', async () => {
    const check = useCheck(paper(0), () => Promise.reject(unreachable()));
    answering(check, 0);
    await check.submit();
    expect(check.refusal.value).toMatchObject({ code: 'UNAVAILABLE' });
    expect(check.choices.value).toEqual([0, 0, 0]);
    expect(check.busy.value).toBe(false);
  });

  it('goes on where one was, when the same paper is put again, and begins anew on another', async () => {
    const put = paper(0);
    const fails = () => Promise.resolve(graded(false));
    useCheck(put, fails).choose(1, 0);
    const again = useCheck(put, fails);
    expect(again.choices.value).toEqual([null, 0, null]);
    expect(useCheck(paper(0), fails).choices.value).toEqual([null, null, null]);
    answering(again, 1);
    await again.submit();
    expect(useCheck(put, fails).graded.value?.result.passed).toBe(false);
    again.again();
    expect(useCheck(put, fails).paper.value).toEqual(paper(1));
  });
});
