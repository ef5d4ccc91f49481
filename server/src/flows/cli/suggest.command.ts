import { z } from 'zod';
import { coverageOf, exercisedBy } from '#shared/flow/coverage.js';
import { flowSchema, type Flow } from '#shared/flow/flow.schema.js';
import type { InterviewProgress } from '#shared/flow/interview.progress.js';
import { lineOf, readYaml } from '#shared/flow/lint/lint-file.js';
import { lintSchema } from '#shared/flow/lint/lint-schema.js';
import { MARK_KINDS, markSchema, progressFrom, type Mark } from '#shared/flow/marks.js';
import { stageTimes } from '#shared/flow/stage.times.js';
import { suggestCards, type Suggestion } from '#shared/flow/suggest.js';
import { LENGTHS, type Length, type Level } from '#shared/interview/track.js';
import { messageOf } from '../../config/error.code.js';
import { parseYaml } from '../../config/content.files.js';
import { BadInput, fileAt, readArguments, type Outcome } from './command.js';

const OPTIONS = {
  flow: { type: 'string' },
  marks: { type: 'string' },
  level: { type: 'string' },
  length: { type: 'string' },
  at: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/**
 * `flows:suggest --flow FILE --marks FILE [--level L] [--length full|short] [--at SECONDS] [--json]`: the three cards for
 * a moment of an interview, with why. The moment is the last mark's, unless it is given.
 */
export function suggestCommand(args: string[]): Outcome {
  const { values } = readArguments(args, OPTIONS, null);
  const flow = flowAt(values.flow);
  const marks = marksAt(values.marks);
  const interview = { flow, level: levelFor(values.level, flow), length: lengthFor(values.length) };
  const seconds = secondsFor(values.at) ?? Math.max(0, ...marks.map(({ t }) => t));
  const progress = progressAt(values.marks ?? '', () => progressFrom(interview, marks, seconds));
  const suggestions = suggestCards(progress);
  return { status: 0, output: values.json ? json(progress, suggestions) : text(progress, suggestions) };
}

function flowAt(path: string | undefined): Flow {
  if (path === undefined) throw new BadInput('Name a flow: --flow FILE.');
  const { value, findings } = readYaml(fileAt(path), parseYaml, flowSchema);
  if (value === null) throw new BadInput(findings.map(lineOf)[0] ?? `${path} is no flow.`);
  return value;
}

function marksAt(path: string | undefined): Mark[] {
  if (path === undefined) throw new BadInput('Name a list of marks: --marks FILE.');
  const content = jsonAt(path);
  if (!Array.isArray(content)) throw new BadInput(`${path} holds no list of marks.`);
  return content.map((entry: unknown, index) => markFrom(entry, `${path}, entry ${index + 1}`));
}

function jsonAt(path: string): unknown {
  const { text: content } = fileAt(path);
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new BadInput(`${path} is no JSON: ${messageOf(error).replace(/\s+/g, ' ')}.`);
  }
}

function markFrom(entry: unknown, where: string): Mark {
  const parsed = markSchema.safeParse(entry);
  if (parsed.success) return parsed.data;
  const kind = z.object({ kind: z.enum(MARK_KINDS) }).safeParse(entry);
  if (!kind.success) throw new BadInput(`${where}: its kind is none of ${MARK_KINDS.join(', ')}.`);
  const [fault] = lintSchema(parsed.error.issues, entry);
  throw new BadInput(`${where}: ${fault ? [...fault.path, fault.message].join(': ') : 'it is not valid'}.`);
}

function levelFor(named: string | undefined, { id, levels }: Flow): Level {
  const usual = levels.find((level) => level === 'mid') ?? levels[0];
  const level = named === undefined ? usual : levels.find((each) => each === named);
  if (level === undefined) throw new BadInput(`${id} is not for the level ${named}, only for ${levels.join(', ')}.`);
  return level;
}

function lengthFor(named = 'full'): Length {
  const length = LENGTHS.find((each) => each === named);
  if (length === undefined) throw new BadInput(`An interview is ${LENGTHS.join(' or ')}, not ${named}.`);
  return length;
}

function secondsFor(named: string | undefined): number | undefined {
  if (named === undefined) return undefined;
  const seconds = Number(named);
  if (named.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
    throw new BadInput(`--at takes seconds since the interview began, not ${named}.`);
  }
  return seconds;
}

function progressAt(path: string, replay: () => InterviewProgress): InterviewProgress {
  try {
    return replay();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadInput(`${path}: ${error.message}`);
  }
}

function json(progress: InterviewProgress, suggestions: readonly Suggestion[]): string {
  const { flow, level, length, step, record, elapsedMs, remainingMs } = progress;
  const answer = {
    flow: flow.id,
    level,
    length,
    at: elapsedMs / 1000,
    left: remainingMs / 1000,
    step,
    suggestions: suggestions.map(({ card, second, reason, worth }) => ({
      card: card.id,
      kind: card.kind,
      second,
      reason,
      say: second ? card.second : card.say,
      minutes: card.minutes,
      worth,
    })),
    exercised: exercisedBy(progress),
    coverage: coverageOf(flow, record, length, level),
    stages: stageTimes(flow, record, length, elapsedMs),
  };
  return JSON.stringify(answer, null, 2);
}

function text(
  { flow, level, length, step, elapsedMs, remainingMs }: InterviewProgress,
  suggestions: readonly Suggestion[],
) {
  const head = `${clock(elapsedMs)} in ${step} of ${flow.id} (${level}, ${length}), ${clock(remainingMs)} left`;
  const lines = suggestions.map(({ card, second, reason }, index) =>
    [
      `${index + 1}. ${card.id}${second ? ', second probe' : ''} — ${reason}`,
      `   “${second ? card.second : card.say}”`,
    ].join('\n'),
  );
  return [head, ...(lines.length > 0 ? lines : ['No card fits now.'])].join('\n');
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
