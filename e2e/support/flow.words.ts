import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../shared/content/flows');

const text = z.string();
const answer = z.object({ answer: text, why: text });
/** As much of a flow's file as has words in it. */
const flowFile = z.object({
  id: text,
  title: text,
  prompt: text,
  brief: text,
  facts: z.array(z.object({ id: text, about: text, text })),
  steps: z.array(
    z.object({
      id: text,
      script: text,
      question: text,
      coach: text,
      signals: z.array(z.object({ id: text, heard: text, ladder: z.record(text, text) })),
      exemplars: z.object({ weak: answer, strong: answer }).optional(),
    }),
  ),
  cards: z.array(z.object({ id: text, trigger: text, say: text, good: text, second: text.optional() })),
  checks: z.array(z.object({ question: text, options: z.array(text), answer: z.int(), because: text })),
});
export type FlowFile = z.infer<typeof flowFile>;

function everyFlow(): FlowFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return paths.map((path) => flowFile.parse(parse(readFileSync(join(folder, path), 'utf8'))));
}

/** A flow as it was written, read from its file and not from the server. */
export function flowWithTitle(title: string): FlowFile {
  const found = everyFlow().find((flow) => flow.title === title);
  if (!found) throw new Error(`No flow is called ${title}.`);
  return found;
}

/** Sentences, so that half of a text is found too; short ones say nothing by themselves. */
function sentences(texts: readonly string[]): string[] {
  const pieces = texts
    .flatMap((each) => each.split(/(?<=[.?!:])\s+/))
    .map((piece) => piece.replaceAll(/\s+/g, ' ').trim());
  return [...new Set(pieces.filter((piece) => piece.length >= 24))];
}

/**
 * Every sentence of a flow that belongs to its interviewer, but for what was told, and for what another flow says too:
 * whoever hears that may have it from there.
 */
export function secretsOf(flow: FlowFile, told: readonly string[]): string[] {
  const elsewhere = new Set(everyFlow().flatMap((other) => (other.id === flow.id ? [] : sentences(wordsOf(other)))));
  const known = [flow.prompt, ...told].join(' ').replaceAll(/\s+/g, ' ');
  return sentences(wordsOf(flow)).filter((sentence) => !known.includes(sentence) && !elsewhere.has(sentence));
}

/** All that belongs to a flow's interviewer. */
function wordsOf({ steps, cards, facts, checks, brief }: FlowFile): string[] {
  return [
    brief,
    ...steps.flatMap(({ script, coach, question, signals, exemplars }) => [
      script,
      coach,
      question,
      ...signals.flatMap(({ heard, ladder }) => [heard, ...Object.values(ladder)]),
      ...(exemplars ? [exemplars.weak, exemplars.strong].flatMap((each) => [each.answer, each.why]) : []),
    ]),
    ...cards.flatMap(({ trigger, say, good, second = '' }) => [trigger, say, good, second]),
    ...facts.map((fact) => fact.text),
    ...checks.flatMap(({ question, options, because }) => [question, ...options, because]),
  ];
}

/** The names of signals, as they would stand in a message. */
export function signalNames(flow: FlowFile): string[] {
  return flow.steps.flatMap(({ signals }) => signals.map(({ id }) => `"${id}"`)).filter((name) => name.includes('-'));
}
