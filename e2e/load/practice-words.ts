/** What the scripted partner says as a candidate. It knows no flow, so it speaks in general terms, step by step. */
export const ANSWERS: readonly string[] = [
  'Before I choose anything, I would like to know who uses the result and what they do differently because of it.',
  'My first question is what happens today without a model. That is the baseline I have to beat.',
  'I would write the target down in one sentence, with the exact time at which we know it.',
  'Let me say what each mistake costs. A false alarm costs us a contact; a miss costs us the whole case.',
  'I would start with a simple model and a rule beside it, and only add complexity that pays for itself.',
  'For the data I want to know what is known at the moment of the decision, and what only arrives later.',
  'I would check three segments first, the largest, the newest and the one with the most complaints.',
  'For the roll-out I would start with a small share, keep a holdback and agree beforehand when we stop.',
  'I would watch the inputs as well as the outcome, because the outcome comes weeks later.',
  'To sum up: the decision first, then the label, then the simplest model that changes the decision.',
];

/** What it answers to a card. */
export const CARD_REPLIES: readonly string[] = [
  'Good point. I had assumed that silently; let me correct it.',
  'That changes my answer. I would look at the delay first and choose the window from it.',
  'I would put a number on it: volume times rate times cost, and compare it with the effort.',
  'I would say it to them without any model words: what we saw, what we will do, and how we will know.',
];

/** What it notes about the other as interviewer, by side. */
export const SEEN = {
  strong: [
    'Named who acts on the result before any model',
    'Put a cost on both kinds of mistake',
    'Said what is given up',
  ],
  weak: ['Named a method before the target was clear', 'Took the data as given', 'Ended with an offline score'],
} as const;

export const KEEP = 'You said your plan first and then filled it in; that was easy to follow.';
export const CHANGE = 'Say the cost of each kind of mistake before you name a metric.';
