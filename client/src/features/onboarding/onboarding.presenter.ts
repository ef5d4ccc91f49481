export const STAGES = ['practice', 'goals', 'place'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_WORDS: Record<Stage, { title: string; lede: string }> = {
  practice: {
    title: 'What do you want to practise?',
    lede: 'It decides which questions you get and whom you meet. You can change it before every session.',
  },
  goals: {
    title: 'What should get better?',
    lede: 'We look for partners who are good at probing just that.',
  },
  place: {
    title: 'Which languages do you speak?',
    lede: 'Partners need one in common.',
  },
};

/** The stage that an address names; the first where it names none. */
export function stageNamed(name: unknown): Stage {
  return STAGES.find((stage) => stage === name) ?? 'practice';
}

/** The stage of a complaint about a field, so that it can be shown where it can be mended. */
export function stageOfField(path: string): Stage {
  if (path.startsWith('tracks') || path.startsWith('level')) return 'practice';
  return path.startsWith('goals') ? 'goals' : 'place';
}

export function stageAfter(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) + 1] ?? null;
}

export function stageBefore(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) - 1] ?? null;
}
