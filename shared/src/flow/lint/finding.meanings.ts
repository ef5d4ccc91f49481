import type { FindingCode } from './finding.js';

/** What a code stands for: sentences, for whoever writes a flow. The table in docs/flows.md says the same, word for word. */
export interface FindingMeaning {
  /** What is wrong, and why it matters. */
  means: string;
  /** How to mend it. */
  mend: string;
}

/** Of every code, in the order of the documentation. */
export const FINDING_MEANINGS: Record<FindingCode, FindingMeaning> = {
  unreadable: {
    means: 'The file is no YAML, so nothing in it can be read.',
    mend: 'Look at the indentation, at a colon within a text, and at quotation marks that do not close, just above the line.',
  },
  'missing-field': {
    means: 'A field that is needed is not there.',
    mend: 'Write it where the line says; the editor offers what may stand there.',
  },
  'unknown-field': {
    means: 'The schema has no such field, so what it says would be lost.',
    mend: 'Correct its spelling, or move it to where it belongs, or take it out.',
  },
  'invalid-value': {
    means: 'A value has another type, length or form than the schema allows.',
    mend: 'Write it in the form that the message names; shorten what is too long for its place on the screen.',
  },
  'misplaced-file': {
    means: 'Track, id or version differ from where the file lies, and it would be found under another name.',
    mend: 'Move the file to its track and name it after its id, or correct what it says of itself.',
  },
  'no-rubric': {
    means: 'There is no rubric to rate the track by.',
    mend: 'Choose one of the tracks that have one, or write the rubric first.',
  },
  'repeated-id': {
    means:
      'Two of a kind have the same id, or two files the same flow and version, and nobody can tell which is meant.',
    mend: 'Give one of them another id, and change what refers to it; give a revised flow the next version.',
  },
  'unknown-reference': {
    means: 'A card names a step, signal or card that is not there, so its rule can never hold as it was meant.',
    mend: 'Correct the spelling, or name one that there is.',
  },
  'few-facts': {
    means: 'There are fewer than 3 facts: a candidate who asks well would get nothing for it.',
    mend: 'Move numbers of the case from the prompt into facts, each with what one would have to ask about.',
  },
  'few-cards': {
    means: 'There are fewer than 14 cards, and an interviewer would soon be left alone.',
    mend: 'Go through the steps: what does a hasty candidate say there, and what would you ask then?',
  },
  'few-twists': {
    means: 'There are fewer than 2 twists, so nothing tests how the answer stands when the world changes.',
    mend: 'Let late data, a sceptical listener or a failure come in when the answer stands, and wait for it with `notBefore`.',
  },
  'few-exemplars': {
    means: 'Fewer than 3 steps have exemplars, and a rating has nothing to compare with.',
    mend: 'Write for the key steps how a plausible weak answer and a strong one sound, and why.',
  },
  'long-brief': {
    means: 'The brief takes more than the five minutes that there are: it has over 1,100 words.',
    mend: 'Keep the case, its numbers, what strong sounds like and the traps; leave single answers to the steps.',
  },
  'long-script': {
    means: 'A script has more than 60 words, more than somebody can say and somebody else can keep in mind.',
    mend: 'Ask one thing, and leave the second to a card.',
  },
  'budget-sum': {
    means: 'The minutes do not add up to 30, or to 15 in short, so the clock of the steps would be wrong.',
    mend: 'Take from one step what another needs; 0 in short leaves a step out.',
  },
  'stage-order': {
    means: 'A design flow does not walk the four stages in their order: objective, data, evaluation, failure modes.',
    mend: 'Give each stage to a step at least once, in this order; an opening and a close have none.',
  },
  'unprobed-competency': {
    means: 'A competency is rated, and fewer than 2 cards probe it: a silent candidate would get no chance to show it.',
    mend: 'Write another card on it, or take it out of what the flow exercises.',
  },
  'unheard-competency': {
    means: 'A competency is rated, and fewer than 2 signals are listened for: the rating would rest on one sentence.',
    mend: 'Add a signal to the step where it shows, or take it out of what the flow exercises.',
  },
  'repeated-competency': {
    means: 'A competency is listed twice.',
    mend: 'Take one of the two out.',
  },
  'level-without-signal': {
    means: 'A level of the flow is expected to show nothing of a competency that is rated.',
    mend: 'Write for one of its signals what it takes at this level, or leave the level out.',
  },
  'signal-without-ladder': {
    means: 'No level of the flow expects a signal, so it is neither waited for nor counted.',
    mend: 'Write in its ladder what it takes at each level that the flow serves.',
  },
  'unreachable-card': {
    means:
      'By its rule, nobody can be led to a card: its conditions exclude one another, its steps lie at another time, what it follows comes later or waits for it, no level expects what it asks for, nobody can note what it waits for.',
    mend: 'Loosen the condition that the message names; when in doubt, wait for one signal that was not heard in one step.',
  },
  'unreachable-answer': {
    means: 'The right answer of a check is no option, and nobody could pass.',
    mend: 'Count from 0: the first option is 0.',
  },
  'telling-length': {
    means: 'The right answer of a check is by far the longest, or the longest in every check, and can be guessed.',
    mend: 'Make all options of like length and precision; take as wrong ones what the brief warns of, each with its reason.',
  },
  'hint-with-second': {
    means: 'A hint has a second probe. It is there to help somebody on, not to dig.',
    mend: 'Take the second probe out, or make a follow-up of it.',
  },
  'no-second': {
    means: 'A follow-up has no second probe, and a thin answer would be left at that.',
    mend: 'Write what you would ask after half a sentence, with a number or a person in it.',
  },
  'no-hint': {
    means: 'There is no hint at all, and somebody who is stuck gets nothing when they ask for one.',
    mend: 'Write one for the step at which people get stuck: a picture to think of, not the answer.',
  },
  'card-off-topic': {
    means: 'A card is about nothing that the flow exercises, so nothing in the rating follows from its answer.',
    mend: 'Name a competency that is exercised, or exercise this one.',
  },
  'leaked-words': {
    means: 'Words in a row of what is listened for stand in what the candidate sees or hears.',
    mend: 'Ask for the thing with a scene or a person, in other words than those of the signal.',
  },
  'leaked-term': {
    means: 'A term of art in what the candidate sees or hears names the insight that they are to have.',
    mend: 'Say what it looks like in the case, and leave the term to the candidate.',
  },
  'leaked-figure': {
    means: 'A figure in what the candidate sees or hears is one to be worked out.',
    mend: 'Ask for the figure, or make a fact of it where it is given.',
  },
  'near-duplicate': {
    means: 'A card asks nearly the same as another of this flow, or of another flow.',
    mend: 'Ask from another side: another person, another moment, another number. Or leave one of the two out.',
  },
  idiom: {
    means: 'An idiom or office word, which somebody who works in a second language has to guess.',
    mend: 'Use the plainer word that the message gives.',
  },
  'hard-to-say': {
    means: 'A spoken sentence is too long, or spoken words are too heavy.',
    mend: 'Read it aloud. Make two sentences of one, and put a verb in the place of a long noun.',
  },
  'wrong-figure': {
    means: 'A sum makes something else than what is shown.',
    mend: 'Correct the figure wherever the text has it, or the sum; say “about” and give `within` where it is rounded.',
  },
  'absent-figure': {
    means: 'A worked figure stands nowhere in the text.',
    mend: 'Write `shown` word for word as the text has it, or take the figure out of `worked`.',
  },
  'broken-sum': {
    means: 'A sum cannot be worked out, or a figure shows no number.',
    mend: 'Use numbers, names of figures above it, + - * / ^ and parentheses.',
  },
  'no-worked': {
    means: 'The text has several figures, and none is worked out, so nothing tells whether they fit together.',
    mend: 'Write under `worked` how each figure follows from the others.',
  },
  'unworked-figure': {
    means: 'The result of a sum that is written out with = is not among the worked figures.',
    mend: 'Add it under `worked`, with its sum.',
  },
};
