import { describe, expect, it } from 'vitest';
import type { QueueStatus } from '#shared/contract/queue.js';
import {
  companySentence,
  endedWords,
  estimateSentence,
  partnerCommand,
  reasonsOf,
  requestLine,
  stageRows,
  stripOf,
  type Waiting,
} from './queue.presenter.js';

const ID = '7b0a4a5e-54d3-4a43-9d3a-0d1f6f6f0c11';

function waiting(over: Partial<Waiting> = {}): Waiting {
  return {
    state: 'waiting',
    ticket: ID,
    request: { tracks: ['ml-case', 'ml-debugging', 'product-sense'], length: 'short', bridging: true },
    enqueuedAt: 0,
    now: 0,
    compatible: 0,
    typicalWaitMs: 40_000,
    basedOn: 12,
    stages: [
      { fromMs: 0, stage: 'same-level' },
      { fromMs: 20_000, stage: 'neighbouring-level' },
      { fromMs: 90_000, stage: 'any-level' },
    ],
    partnerDeclined: false,
    ...over,
  };
}

describe('estimateSentence', () => {
  it('says on how many matches it rests', () => {
    expect(estimateSentence(waiting(), 0)).toBe('Usually 40 s, going by the last 12 matches.');
  });

  it('admits when it takes longer than usual', () => {
    expect(estimateSentence(waiting(), 61_000)).toContain('Today it takes longer.');
    expect(estimateSentence(waiting(), 59_000)).not.toContain('longer');
  });

  it('says nothing that it does not know', () => {
    expect(estimateSentence(waiting({ typicalWaitMs: null }), 0)).toBe(
      'Too few matches lately to say how long it takes.',
    );
  });
});

it('counts the others who wait', () => {
  expect(companySentence(waiting())).toMatch(/^Nobody else/);
  expect(companySentence(waiting({ compatible: 1 }))).toMatch(/^One other person/);
  expect(companySentence(waiting({ compatible: 3 }))).toMatch(/^3 other people/);
});

describe('stageRows', () => {
  it('marks what is reached, what holds and how long until the next', () => {
    expect(stageRows(waiting(), 25_400).map(({ state, at, inWords }) => [state, at, inWords])).toEqual([
      ['reached', '0:00', null],
      ['current', '0:20', null],
      ['ahead', '1:30', 'in 65 s'],
    ]);
  });

  it('reaches a stage at its very millisecond', () => {
    expect(stageRows(waiting(), 19_999)[1]).toMatchObject({ state: 'ahead', inWords: 'in 1 s' });
    expect(stageRows(waiting(), 20_000)[1]).toMatchObject({ state: 'current', inWords: null });
  });
});

it('has other words for a no than for a silence', () => {
  expect(endedWords('not-accepted', true).title).toBe('Not this time');
  expect(endedWords('not-accepted', false).text).toContain('30 seconds');
  expect(endedWords('expired', false).title).toBe('We lost sight of you');
});

it('repeats what was asked for', () => {
  expect(requestLine(waiting())).toBe('ML case, ML debugging or Product sense, 15 minutes a round');
});

describe('stripOf', () => {
  const proposed: Extract<QueueStatus, { state: 'proposed' }> = {
    state: 'proposed',
    ticket: ID,
    now: 0,
    proposal: {
      match: ID,
      expiresAt: 30_000,
      track: 'ml-case',
      level: 'mid',
      length: 'full',
      partner: { displayName: 'Sam', level: 'mid', bot: false },
      reasons: [],
      accepted: false,
      partnerAccepted: false,
    },
  };

  it('is silent when there is nothing to say', () => {
    expect(stripOf(undefined, 0)).toBeNull();
    expect(stripOf({ state: 'idle', ended: null }, 0)).toBeNull();
  });

  it('calls for an answer, and stops calling once it is given', () => {
    expect(stripOf(proposed, 0)).toMatchObject({ action: 'Answer', urgent: true });
    expect(stripOf({ ...proposed, proposal: { ...proposed.proposal, accepted: true } }, 0)).toMatchObject({
      text: 'Waiting for Sam to accept',
      urgent: false,
    });
  });

  it('begins a reason like a sentence', () => {
    expect(reasonsOf({ ...proposed.proposal, reasons: ['same level', 'ML case for both'] })).toEqual([
      'Same level',
      'ML case for both',
    ]);
  });

  it('leads back to an open room', () => {
    expect(stripOf({ state: 'in-room', room: ID }, 0)).toMatchObject({ to: `/room/${ID}` });
  });
});

it('starts a scripted partner that comes to this very place', () => {
  expect(partnerCommand('http://localhost:3000')).toBe('npm run partner');
  expect(partnerCommand('http://localhost:8080')).toBe('npm run partner -- --url http://localhost:8080');
});
