import { describe, expect, it } from 'vitest';
import type { ReportRound, TimelineItem } from '#shared/contract/report.js';
import { testFlow } from '#shared/room/testing/flow.builder.js';
import { openedSteps } from './opened.presenter.js';

const flow = testFlow('r1');
const item = (kind: TimelineItem['kind'], id: string): TimelineItem => ({
  ...{ kind, id, t: 0, text: '', competency: null, mark: null, side: null },
});
const step = (id: string) => ({ id, title: id, budgetMs: 1, spentMs: 1 });
const round: ReportRound = {
  ...{ round: 1, track: 'ml-case', level: 'mid', interviewer: 'A', candidate: 'B', rehearsal: true, lengthMs: 1 },
  flow: { id: flow.id, version: 1, title: flow.title },
  steps: [step('tok-r1-step1'), step('tok-r1-step2')],
  timeline: [item('step', 'tok-r1-step1'), item('card', 'tok-r1-card2'), item('hint', 'tok-r1-hint1')],
  ...{ coverage: [], self: null, peer: null, ofInterviewer: null, oneStepUp: [], stages: [] },
};

describe('an opened flow', () => {
  it('says which steps were come to, and which cards were drawn', () => {
    const steps = openedSteps(flow, round);
    expect(steps.map(({ id, reached }) => [id, reached])).toEqual([
      ['tok-r1-step1', true],
      ['tok-r1-step2', false],
    ]);
    expect(steps[0]?.cards.map(({ id, drawn }) => [id, drawn])).toEqual([
      ['tok-r1-card1', false],
      ['tok-r1-card2', true],
      ['tok-r1-hint1', true],
    ]);
  });

  it('puts each card under the first step that it fits, and signals in the words of the level', () => {
    const [card, ...cards] = flow.cards;
    if (!card) throw new Error('A flow has cards');
    const both = { ...card, when: { steps: ['tok-r1-step1', 'tok-r1-step2'] } };
    const steps = openedSteps({ ...flow, cards: [both, ...cards] }, round);
    expect(steps.flatMap(({ cards: own }) => own.filter(({ id }) => id === card.id))).toHaveLength(1);
    expect(steps[0]?.signals[0]?.expected).toContain('mid');
  });
});
