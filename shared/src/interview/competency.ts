import { z } from 'zod';

/** The eight competencies; every rating, card, signal and chart hangs on one of these keys. */
export const COMPETENCIES = [
  'framing',
  'metrics',
  'data',
  'tradeoffs',
  'explanation',
  'production',
  'simplicity',
  'delivery',
] as const;
export const competencySchema = z.enum(COMPETENCIES);
export type Competency = z.infer<typeof competencySchema>;

export const COMPETENCY_NAMES: Record<Competency, string> = {
  framing: 'Problem framing',
  metrics: 'Metric judgement',
  data: 'Data scepticism',
  tradeoffs: 'Trade-off reasoning',
  explanation: 'Explaining decisions',
  production: 'Production ownership',
  simplicity: 'Proportionate solutions',
  delivery: 'Live execution',
};

/** What a candidate rates their interviewer on. */
export const INTERVIEWER_SKILLS = ['preparation', 'clarity', 'followups', 'fairness'] as const;
export const interviewerSkillSchema = z.enum(INTERVIEWER_SKILLS);
export type InterviewerSkill = z.infer<typeof interviewerSkillSchema>;

export const INTERVIEWER_SKILL_NAMES: Record<InterviewerSkill, string> = {
  preparation: 'Preparation',
  clarity: 'Clarity of questions',
  followups: 'Quality of follow-ups',
  fairness: 'Fairness and respect',
};
