import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { lengthSchema, levelSchema } from '../../interview/track.js';
import { testFlow } from '../../room/testing/flow.builder.js';
import { flowSchema, type Flow } from '../flow.schema.js';
import { markSchema, type Mark } from '../marks.js';

const FOLDER = join(__dirname, 'scenarios');
const CONTENT = join(__dirname, '..', '..', '..', 'content', 'flows');

const fileSchema = z.strictObject({
  flow: z.string(),
  scenarios: z.array(
    z.strictObject({
      story: z.string(),
      level: levelSchema.default('mid'),
      length: lengthSchema.default('full'),
      marks: z.array(z.string()).default([]),
      at: z.string(),
      expect: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

export interface Scenario extends Omit<z.output<typeof fileSchema>['scenarios'][number], 'marks' | 'at' | 'expect'> {
  flow: Flow;
  marks: Mark[];
  /** Seconds. */
  at: number;
  /** By card, the reason; a second probe is the card's id with a + behind it. In order. */
  expect: [card: string, reason: string][];
}

/** All scenarios in scenarios/, by file: a new file, or a few lines in one that is there, is a new test. */
export function scenarios(): { file: string; scenarios: Scenario[] }[] {
  const flows = flowsByName();
  return readdirSync(FOLDER).map((file) => {
    const { flow: name, scenarios: told } = fileSchema.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));
    const flow = flows.get(name);
    if (flow === undefined) throw new Error(`${file} is about the flow ${name}, which is not there`);
    return {
      file,
      scenarios: told.map(({ marks, at, expect: expected, ...rest }) => ({
        ...rest,
        flow,
        marks: marks.map(markFrom),
        at: secondsOf(at),
        expect: Object.entries(expected),
      })),
    };
  });
}

function flowsByName(): Map<string, Flow> {
  const paths = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  const flows = paths.map((path) => flowSchema.parse(parse(readFileSync(join(CONTENT, path), 'utf8'))));
  return new Map([testFlow('r1'), ...flows].map((flow) => [flow.id, flow]));
}

/** `m:ss what whom "words"`, as in: 4:15 weak framing "everybody who is gone". */
function markFrom(line: string): Mark {
  const [, time = '', verb = '', whom, third, text] =
    /^(\d+:\d\d) ([a-z-]+)(?: ([a-z0-9-]+))?(?: ([a-z0-9-]+))?(?: "(.*)")?$/.exec(line) ?? [];
  return markSchema.parse({ t: secondsOf(time), ...whatHappened(verb, whom, third, text) });
}

function whatHappened(verb: string, whom?: string, third?: string, text?: string): object {
  switch (verb) {
    case 'unprompted':
    case 'after-card':
    case 'missed':
      return { kind: 'mark', signal: whom, mark: verb, card: third };
    case 'strong':
    case 'weak':
      return { kind: 'moment', competency: whom, mark: verb, text };
    case 'clear':
      return { kind: 'clear', signal: whom };
    case 'step':
      return { kind: 'step', step: whom };
    case 'card':
    case 'second':
      return { kind: verb, card: whom };
    default:
      return { kind: verb };
  }
}

function secondsOf(time: string): number {
  const [minutes = NaN, seconds = NaN] = time.split(':').map(Number);
  return minutes * 60 + seconds;
}
