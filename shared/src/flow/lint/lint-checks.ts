import type { Flow } from '../flow.schema.js';
import { error, warning, type Finding } from './finding.js';

/** From this many times the longest wrong option on, the right one is seen before anything is read. */
const BY_FAR = 1.25;

/** In options of a few words, a character or two make a large share and show nothing. */
const FEWEST_CHARACTERS = 12;

type Check = Flow['checks'][number];

/** Each check can be passed, and only by somebody who knows the case. */
export function lintChecks(flow: Flow): Finding[] {
  const checks = flow.checks.flatMap((check, index) => [...lintAnswer(check, index), ...lintLength(check, index)]);
  return [...checks, ...lintLengths(flow)];
}

function lintAnswer({ options, answer }: Check, index: number): Finding[] {
  if (answer < options.length) return [];
  const message = `There is no option ${answer}; the last is ${options.length - 1}`;
  const fix = 'Give the index of the right option, counted from 0';
  return [error('unreachable-answer', ['checks', index, 'answer'], message, fix)];
}

function lintLength(check: Check, index: number): Finding[] {
  const { right, wrong } = lengthsOf(check);
  if (right < wrong * BY_FAR || right < wrong + FEWEST_CHARACTERS) return [];
  const message = `The right option has ${right} characters, the longest wrong one ${wrong}`;
  const fix = 'Shorten it, or give the wrong options a reason each';
  return [warning('telling-length', ['checks', index, 'options', check.answer], message, fix)];
}

function lintLengths({ checks }: Flow): Finding[] {
  const lengths = checks.map(lengthsOf);
  if (!lengths.every(({ right, wrong }) => right > wrong)) return [];
  const message = 'In each of the checks the right option is the longest';
  const fix = 'Let a wrong option be the longest in one of them at least';
  return [warning('telling-length', ['checks'], message, fix)];
}

/** In characters: of the right option, 0 where there is none, and of the longest of the others. */
function lengthsOf({ options, answer }: Check): { right: number; wrong: number } {
  const lengths = options.map((option) => option.length);
  return { right: lengths[answer] ?? 0, wrong: Math.max(...lengths.filter((_length, index) => index !== answer)) };
}
