import { describe, expect, it } from 'vitest';
import { coverageOf } from '#shared/flow/coverage.js';
import { RoomStory } from '#shared/room/testing/room.story.js';
import { briefParts } from './brief.presenter.js';
import { coverageRows } from './coverage.presenter.js';
import { factRows } from './facts.presenter.js';
import { planOf } from './plan.presenter.js';

describe('a brief', () => {
  it('lets the words that name a paragraph stand out', () => {
    expect(
      briefParts('The business. 4.2 million people pay.\n\nThis sentence is no name of anything at all. It goes on.'),
    ).toEqual([
      { lead: 'The business.', text: '4.2 million people pay.' },
      { lead: null, text: 'This sentence is no name of anything at all. It goes on.' },
    ]);
  });

  it('does not take a short paragraph for a name', () => {
    expect(briefParts('All is well.')).toEqual([{ lead: null, text: 'All is well.' }]);
  });
});

it('keeps facts in their order and says when one was given', () => {
  const story = new RoomStory().reaches('interview');
  story.does('A', { type: 'releaseFact', round: 1, fact: 'tok-r1-fact2' });
  expect(factRows(story.flows[0], story.record(1)).map(({ id, givenAt }) => [id, givenAt])).toEqual([
    ['tok-r1-fact1', null],
    ['tok-r1-fact2', 0],
    ['tok-r1-fact3', null],
  ]);
});

it('shows what has been heard of each competency, heard ones first', () => {
  const story = new RoomStory().reaches('interview');
  story.does('A', { type: 'markSignal', round: 1, signal: 'tok-r1-step1-signal-y', mark: 'unprompted', card: null });
  const rows = coverageRows(coverageOf(story.flows[0], story.record(1), 'full', 'mid'));
  expect(rows[0]).toEqual({
    competency: 'framing',
    name: 'Framing',
    parts: ['unprompted', 'not-reached'],
    words: 'Problem framing: 1 unprompted, 1 not yet marked',
  });
});

it('tells each what lies ahead from their side', () => {
  const story = new RoomStory();
  expect(planOf(story.state, 'A').map(({ title, minutes }) => [title, minutes])).toEqual([
    ['You interview Bo', 41],
    ['Bo interviews you', 41],
    ['You talk it over', 10],
  ]);
  expect(planOf(story.state, 'B')[0]?.title).toBe('Ada interviews you');
});
