import { describe, expect, it } from 'vitest';
import { computed } from 'vue';
import { testFlow } from '#shared/room/testing/flow.builder.js';
import { useSoloCheck } from './solo.check.js';

const flow = testFlow('r1');
const right = flow.checks.map(({ answer }) => answer);
const wrong = right.map((answer, index) => (index === 2 ? (answer + 1) % 3 : answer));

describe('the check as its author tries it', () => {
  it('is graded here, put again in another order, and passed for this room alone', async () => {
    const check = useSoloCheck(computed(() => flow));
    expect(check.paper.value?.map(({ question }) => question)).toEqual(flow.checks.map(({ question }) => question));
    const failed = await check.send(wrong);
    expect(failed).toMatchObject({ passed: false, licensedAt: null });
    expect(failed.again?.[0]?.options).not.toEqual(check.paper.value?.[0]?.options);
    expect(check.licensed.value).toBe(false);
    expect(await check.send(right)).toMatchObject({ passed: true, licensedAt: null, again: null });
    expect(check.licensed.value).toBe(true);
  });
});
