import type { Flow } from '#shared/flow/flow.schema.js';

/** Everything in a flow that belongs to its interviewer, and is neither its brief nor its check. */
export function secretsOf({ steps, cards, facts, prompt }: Flow): string[] {
  return [
    prompt,
    ...steps.flatMap(({ script, question, coach, signals, exemplars }) => [
      script,
      question,
      coach,
      ...signals.flatMap(({ heard, ladder }) => [heard, ...Object.values(ladder)]),
      ...(exemplars ? [exemplars.weak, exemplars.strong].flatMap((each) => [each.answer, each.why]) : []),
    ]),
    ...cards.flatMap(({ trigger, say, good, second }) => [trigger, say, good, ...(second ? [second] : [])]),
    ...facts.map(({ text }) => text),
  ];
}

/** Of these words, those that stand in a JSON text. */
export function found(words: readonly string[], json: string): string[] {
  return words.filter((each) => json.includes(JSON.stringify(each).slice(1, -1)));
}
