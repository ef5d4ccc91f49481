import type { CheckPaper, CheckResult } from '#shared/contract/library.js';

/** The options chosen so far, question by question; `null` where none is. */
export type Choices = readonly (number | null)[];

export function noChoices(paper: CheckPaper): Choices {
  return paper.map(() => null);
}

/** Which questions are still to be answered, in words; `null` where none is. */
export function missingWords(choices: Choices): string | null {
  const open = choices.flatMap((choice, index) => (choice === null ? [index + 1] : []));
  if (open.length === 0) return null;
  if (open.length === choices.length) return 'Choose an answer to each question first.';
  const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(open.map(String));
  return `Question ${listed} ${open.length === 1 ? 'is' : 'are'} still open.`;
}

/** The answers to send, once all are chosen. */
export function answersOf(choices: Choices): number[] | null {
  const answers = choices.filter((choice) => choice !== null);
  return answers.length === choices.length ? answers : null;
}

/** An option after it was graded: chosen rightly, chosen wrongly, the right one that was not chosen, or none of these. */
export type Verdict = 'right' | 'wrong' | 'missed' | null;

/** A question after it was graded, as it was put. */
export interface GradedRow {
  question: string;
  right: boolean;
  because: string;
  options: { option: number; text: string; verdict: Verdict }[];
}

export function gradedRows(paper: CheckPaper, choices: Choices, { results }: CheckResult): GradedRow[] {
  return paper.map(({ question, options }, index) => {
    const { right = false, answer = -1, because = '' } = results[index] ?? {};
    const verdictOf = (option: number): Verdict => {
      if (option === choices[index]) return right ? 'right' : 'wrong';
      return option === answer ? 'missed' : null;
    };
    return { question, right, because, options: options.map((each) => ({ ...each, verdict: verdictOf(each.option) })) };
  });
}

const NUMBERS = ['None', 'One', 'Two'];

/** Where a check is answered: in one's own time, or in a room, where a partner waits. */
export type CheckPlace = 'library' | 'room';

const WORDS: Record<CheckPlace, { passed: { title: string; lede: string }; failed: string }> = {
  library: {
    passed: {
      title: 'All three are right. You may interview with this flow.',
      lede: 'Its script is open to you from now on. The reasons are below, to be read once more.',
    },
    failed: 'Read why, and try again as often as you like: the answers then stand in another order.',
  },
  room: {
    passed: {
      title: 'All three are right. You know this case well enough to interview with it.',
      lede: 'The reasons are below, to be read once more. Begin when you are ready.',
    },
    failed: 'Read why. Then try again, or begin all the same: everything stays beside you.',
  },
};

/** How the check went, and what follows. */
export function verdictWords({ passed, results }: CheckResult, place: CheckPlace): { title: string; lede: string } {
  if (passed) return WORDS[place].passed;
  const right = results.filter((result) => result.right).length;
  return {
    title: `${NUMBERS[right] ?? right} of three ${right === 2 ? 'are' : 'is'} right.`,
    lede: WORDS[place].failed,
  };
}
