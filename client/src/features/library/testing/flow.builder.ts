import type { LibraryEntry, LibraryFlow } from '#shared/contract/library.js';

type Knowledge = LibraryEntry['knowledge'];

const NOTHING: Knowledge = {
  seen: false,
  briefOpenedAt: null,
  licensedAt: null,
  takenAt: null,
  interviewedAt: null,
  earned: false,
  mayInterview: false,
};

export function knows(over: Partial<Knowledge> = {}): Knowledge {
  return { ...NOTHING, ...over };
}

/** A flow of the library that nobody has seen. */
export function entry(id: string, over: Partial<LibraryEntry> = {}): LibraryEntry {
  return {
    id,
    version: 1,
    track: 'ml-case',
    levels: ['junior', 'mid', 'senior'],
    title: `The case of ${id}`,
    industry: 'retail',
    summary: 'From a vague wish to a decision.',
    exercises: ['framing', 'metrics', 'data'],
    steps: { full: 6, short: 5 },
    knowledge: NOTHING,
    ...over,
  };
}

export function flow(over: Partial<LibraryFlow> = {}): LibraryFlow {
  return { ...entry('churn'), cards: { followUps: 16, twists: 3, hints: 3 }, facts: 9, ...over };
}
