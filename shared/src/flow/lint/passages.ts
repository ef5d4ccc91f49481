import type { Flow } from '../flow.schema.js';
import type { FindingPath } from './finding.js';

/** A text of a flow, and where it stands. */
export interface Passage {
  path: FindingPath;
  text: string;
}

/** Everything in a flow that somebody reads or hears. */
export function passagesOf({ worked: _figures, ...flow }: Flow): Passage[] {
  return stringsIn(flow, []);
}

/** What the interviewer says aloud: the candidate hears it once and cannot read it again. */
export function spokenIn({ steps, cards }: Flow): Passage[] {
  return [
    ...steps.map(({ script }, index) => ({ path: ['steps', index, 'script'], text: script })),
    ...cards.flatMap(({ say, second }, index) => [
      { path: ['cards', index, 'say'], text: say },
      ...(second === undefined ? [] : [{ path: ['cards', index, 'second'], text: second }]),
    ]),
  ];
}

function stringsIn(value: unknown, path: FindingPath): Passage[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => stringsIn(entry, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => stringsIn(entry, [...path, key]));
}
