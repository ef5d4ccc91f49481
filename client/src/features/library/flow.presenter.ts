import type { LibraryFlow } from '#shared/contract/library.js';
import type { Rubric } from '#shared/interview/rubric.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { TRACK_NAMES } from '#shared/interview/track.js';
import { longDateOf } from '../../ui/dates.js';
import { levelWords } from './library.presenter.js';

type Knowledge = LibraryFlow['knowledge'];

/**
 * Where somebody stands with a flow: `fresh`: opening the brief would spoil it; `seen`: it would not, nothing is open
 * yet; `studying`: the brief is open, the check is not passed; `earned`: the script is open.
 */
export type Stage = 'fresh' | 'seen' | 'studying' | 'earned';

export function stageOf({ earned, briefOpenedAt, seen }: Knowledge): Stage {
  if (earned) return 'earned';
  if (briefOpenedAt !== null) return 'studying';
  return seen ? 'seen' : 'fresh';
}

/** "ML case · streaming video". */
export function kickerOf({ track, industry }: LibraryFlow): string {
  return `${TRACK_NAMES[track]} · ${industry}`;
}

/** What a flow consists of, in a line each. */
export function glanceOf({ levels, steps, cards, facts }: LibraryFlow): { term: string; text: string }[] {
  const short = steps.short === steps.full ? '' : `, ${steps.short} in the short one`;
  const all = cards.followUps + cards.twists + cards.hints;
  return [
    { term: 'Level', text: levelWords(levels) },
    { term: 'Length', text: steps.short > 0 ? '30 minutes, or 15' : '30 minutes' },
    { term: 'Steps', text: `${steps.full}${short}` },
    { term: 'Cards', text: `${all}, with ${cards.twists} ${cards.twists === 1 ? 'twist' : 'twists'}` },
    { term: 'Facts to ask for', text: `${facts}` },
  ];
}

/** The competencies that a flow exercises, each with the question that its rating answers, once that is known. */
export function exercisesOf(
  exercises: readonly Competency[],
  rubric: Rubric | undefined,
): { key: Competency; name: string; question: string | null }[] {
  return exercises.map((key) => {
    const question = rubric?.competencies.find((entry) => entry.key === key)?.question ?? null;
    return { key, name: COMPETENCY_NAMES[key], question };
  });
}

/** What the reader has had to do with the flow, latest first, in words. */
export function pastOf(knowledge: Knowledge): string[] {
  const told: [number | null, string][] = [
    [knowledge.takenAt, 'Taken as candidate'],
    [knowledge.interviewedAt, 'Interviewed with it'],
    [knowledge.licensedAt, 'Check passed'],
    [knowledge.briefOpenedAt, 'Brief opened'],
  ];
  return told
    .flatMap(([at, what]) => (at === null ? [] : [{ at, what }]))
    .sort((a, b) => b.at - a.at)
    .map(({ at, what }) => `${what} on ${longDateOf(at)}`);
}

/** What somebody may do with a flow whose script is open to them. */
export function rightOf({ mayInterview, interviewedAt, takenAt }: Knowledge): string {
  if (mayInterview) return 'You may interview with this flow.';
  return interviewedAt !== null && takenAt === null
    ? 'You have interviewed with this flow. Pass its check, and you are licensed for it.'
    : 'Its script is open to you. Pass the check of this version to interview with it.';
}
