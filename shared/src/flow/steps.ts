import type { Length } from '../interview/track.js';
import type { FlowScript, Signal, Step } from './flow.schema.js';

/** The steps that an interview of this length walks, in order: a short one leaves some out. */
export function stepsOf(flow: FlowScript, length: Length): Step[] {
  return flow.steps.filter((step) => step.minutes[length] > 0);
}

/** All signals of a flow, in the order of its steps. */
export function signalsOf(flow: FlowScript): Signal[] {
  return flow.steps.flatMap((step) => step.signals);
}
