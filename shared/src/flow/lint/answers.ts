import type { Card, Flow } from '../flow.schema.js';
import { promptedBy } from '../interview.progress.js';
import type { Passage } from './passages.js';
import { contentOf } from './stems.js';

/** What a candidate is to find alone, and from which step on they are listened to for it. */
export interface Answer {
  /** A strong exemplar speaks freely, in the words of the case; a signal or a good reply is to the point. */
  kind: 'signal' | 'good' | 'strong';
  /** The id of the signal, of the card that asks for it, or of the step. */
  of: string;
  text: string;
  /** The stems of its content. */
  content: readonly string[];
  /** Index of a step. */
  step: number;
}

/** A text that the candidate sees or hears, with the answers that it must not give away. */
export interface Shown extends Passage {
  /** `question`: it asks for these answers; `case`: what is given; `card`: a probe, which may take up much of an answer. */
  kind: 'case' | 'question' | 'card';
  /** What the candidate knows by then: what the case is about, its prompt, and what of it made a card worth playing. */
  given: string;
  /** The stems of its content. */
  known: ReadonlySet<string>;
  secrets: readonly Answer[];
}

/**
 * The candidate's side of a flow, except for facts, which are shown only when asked for, and hints, which are meant to
 * give something away. A step that is reached makes no secret of the steps before it.
 */
export function shownIn(flow: Flow): Shown[] {
  const answers = answersIn(flow);
  const topic = knowing(`${flow.title}\n${flow.industry}`);
  const asked = knowing(`${topic.given}\n${flow.prompt}`);
  return [
    ...(['title', 'summary', 'prompt'] as const).map((key): Shown => ({
      kind: 'case',
      path: [key],
      text: flow[key],
      secrets: answers,
      ...topic,
    })),
    ...flow.steps.flatMap((step, index) => {
      const secrets = answers.filter(({ step: from }) => from >= index);
      return (['script', 'question'] as const).map((key): Shown => ({
        kind: 'question',
        path: ['steps', index, key],
        text: step[key],
        secrets,
        ...asked,
      }));
    }),
    ...flow.cards.flatMap((card, index): Shown[] => {
      if (card.kind === 'hint') return [];
      const path = ['cards', index, 'say'];
      return [{ kind: 'card', path, text: card.say, secrets: askedBy(card, answers), ...knowing(card.trigger, asked) }];
    }),
  ];
}

function knowing(more: string, before?: Pick<Shown, 'given' | 'known'>): Pick<Shown, 'given' | 'known'> {
  return {
    given: before ? `${before.given}\n${more}` : more,
    known: new Set([...(before?.known ?? []), ...contentOf(more)]),
  };
}

function answersIn({ steps, cards }: Flow): Answer[] {
  return [
    ...steps.flatMap(({ id, signals, exemplars }, step) => [
      ...signals.flatMap((signal) =>
        [signal.heard, ...Object.values(signal.ladder)].map((text) => answer('signal', signal.id, text, step)),
      ),
      ...(exemplars ? [answer('strong', id, exemplars.strong.answer, step)] : []),
    ]),
    ...cards.map(({ id, good, when }) => {
      const order = (when.steps ?? []).map((each) => steps.findIndex((step) => step.id === each));
      return answer('good', id, good, order.length > 0 ? Math.min(...order) : 0);
    }),
  ];
}

function answer(kind: Answer['kind'], of: string, text: string, step: number): Answer {
  return { kind, of, text, content: contentOf(text), step };
}

/** What a card asks for: its own good reply, and the signals that it gives another chance to. */
function askedBy(card: Card, answers: readonly Answer[]): Answer[] {
  const prompted = promptedBy(card);
  return answers.filter(({ kind, of }) => (kind === 'good' ? of === card.id : kind === 'signal' && prompted.has(of)));
}
