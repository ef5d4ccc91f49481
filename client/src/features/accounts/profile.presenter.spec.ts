import { describe, expect, it } from 'vitest';
import type { QueueOverview } from '#shared/contract/queue.js';
import { TRACKS } from '#shared/interview/track.js';
import { defaultProfile, languageCards, spokenAmong, trackCards, zoneOptions } from './profile.presenter.js';

const overview: QueueOverview = {
  now: 0,
  tracks: [
    { track: 'ml-case', flows: 0, waiting: 0, typicalWaitMs: null, basedOn: 0 },
    { track: 'ml-debugging', flows: 3, waiting: 0, typicalWaitMs: null, basedOn: 0 },
  ],
};

describe('defaultProfile', () => {
  it('chooses what can be practised today', () => {
    expect(defaultProfile(['de-AT'], 'Europe/Vienna', overview)).toEqual({
      tracks: ['ml-debugging'],
      level: 'mid',
      languages: ['de'],
      goals: [],
      timeZone: 'Europe/Vienna',
    });
  });

  it('stays with one kind of interview where all can be practised', () => {
    const all = TRACKS.map((track) => ({ track, flows: 4, waiting: 0, typicalWaitMs: null, basedOn: 0 }));
    expect(defaultProfile([], 'UTC', { now: 0, tracks: all }).tracks).toEqual([
      'ml-case',
      'ml-system-design',
      'ml-debugging',
    ]);
  });

  it('holds without figures', () => {
    expect(defaultProfile([], 'UTC').tracks).toEqual(['ml-case']);
  });
});

it('takes the browser’s languages that are offered, else English', () => {
  expect(spokenAmong(['pt-BR', 'en-US', 'sv'])).toEqual(['en', 'pt']);
  expect(spokenAmong(['sv'])).toEqual(['en']);
});

it('says that a track has no questions yet', () => {
  expect(trackCards(overview).find(({ value }) => value === 'ml-case')?.hint).toBe('No questions yet');
});

it('names languages in themselves', () => {
  expect(languageCards().find(({ value }) => value === 'de')?.label).toBe('Deutsch');
});

it('offers the own time zone even when the browser does not list it', () => {
  expect(zoneOptions(['Europe/Berlin'], 'America/New_York')).toEqual([
    { value: 'America/New_York', label: 'America/New York' },
    { value: 'Europe/Berlin', label: 'Europe/Berlin' },
  ]);
});
