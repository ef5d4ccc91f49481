import type { Length } from '../interview/track.js';
import { STAGES, type FlowScript } from './flow.schema.js';
import { spentIn, type InterviewRecord } from './interview.progress.js';
import { stepsOf } from './steps.js';

export const STAGE_NAMES: Record<(typeof STAGES)[number], string> = {
  objective: 'Objective',
  data: 'Data',
  evaluation: 'Evaluation',
  'failure-modes': 'Failure modes',
};

/** How long a stage of a design interview was given and how long it lasted, in milliseconds. */
export interface StageTime {
  stage: (typeof STAGES)[number];
  budgetMs: number;
  /** Over all visits to its steps, also those that came back. */
  spentMs: number;
}

/**
 * Those of the four stages that a flow walks at this length, in their order. Steps without a stage count for none.
 *
 * @param elapsedMs where the interview's clock stands, or stood at its end
 */
export function stageTimes(
  flow: FlowScript,
  record: Pick<InterviewRecord, 'steps'>,
  length: Length,
  elapsedMs: number,
): StageTime[] {
  const steps = stepsOf(flow, length);
  return STAGES.flatMap((stage) => {
    const own = steps.filter((step) => step.stage === stage);
    if (own.length === 0) return [];
    return {
      stage,
      budgetMs: own.reduce((sum, { minutes }) => sum + minutes[length] * 60_000, 0),
      spentMs: own.reduce((sum, { id }) => sum + spentIn(id, record, elapsedMs), 0),
    };
  });
}
