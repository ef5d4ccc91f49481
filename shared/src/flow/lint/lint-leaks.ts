import type { Flow } from '../flow.schema.js';
import { shownIn, type Answer, type Shown } from './answers.js';
import { commonRun } from './common.run.js';
import { termsShared } from './craft.terms.js';
import { error, type Finding } from './finding.js';
import { sentencesOf } from './prose.js';
import { contentOf, contentWordsOf } from './stems.js';

/**
 * So many content words in a row that an answer has too give it away, if the candidate was not given them before. The
 * case and a probe share the words of the case with an answer; a question has no need to.
 */
const RUN: Record<Shown['kind'], number> = { case: 4, question: 3, card: 4 };

/** A strong answer speaks freely, and may share one more by chance. */
const STRONG = 1;

/** So many further content words around it make a figure that two sentences have the same one, and no coincidence. */
const COMPANY = 2;

const FIX = 'Ask so that the candidate has to think of it; leave the answer to the facts, signals and exemplars';

/**
 * What the candidate sees or hears gives no answer away: no words in a row of what is listened for, no term of art that
 * names the insight, no figure that is to be worked out.
 */
export function lintLeaks(flow: Flow): Finding[] {
  const facts = new Set(flow.facts.flatMap(({ about, text }) => figuresIn(`${about} ${text}`)));
  return shownIn(flow).flatMap((shown) => [
    ...leakedWords(shown),
    ...leakedTerms(shown),
    ...leakedFigures(shown, facts),
  ]);
}

/** The longest leak of each text is enough to rewrite it. */
function leakedWords({ kind, path, text, known, secrets }: Shown): Finding[] {
  const leaks = sentencesOf(text).flatMap((sentence) => {
    const content = contentOf(sentence);
    return secrets.flatMap((answer) => {
      const run = commonRun(content, answer.content, (stem) => !known.has(stem));
      const enough = RUN[kind] + (answer.kind === 'strong' ? STRONG : 0);
      if (run === null || run.weight < enough) return [];
      return [{ answer, weight: run.weight, quote: stretch(sentence, run.at, run.length) }];
    });
  });
  const [worst] = leaks.sort((a, b) => b.weight - a.weight);
  if (worst === undefined) return [];
  return [error('leaked-words', path, `"${worst.quote}" gives away ${named(worst.answer)}`, FIX, worst.quote)];
}

/** Content words from one to another, with the empty words between them. */
function stretch(sentence: string, at: number, length: number): string {
  let from = 0;
  const spans = contentWordsOf(sentence).map((word) => {
    const start = sentence.indexOf(word, from);
    from = start + word.length;
    return { start, end: from };
  });
  return sentence.slice(spans[at]?.start, spans[at + length - 1]?.end);
}

function leakedTerms({ path, text, given, secrets }: Shown): Finding[] {
  const waiting = secrets.filter(({ kind }) => kind !== 'strong').map((answer) => answer.text);
  const terms = termsShared(text, waiting);
  if (terms.length === 0) return [];
  const known = new Set(termsShared(given, waiting).map(({ term }) => term));
  return terms
    .filter(({ term }) => !known.has(term))
    .map(({ term, quote }) =>
      error('leaked-term', path, `"${quote}" names an insight that is listened for: ${term}`, FIX, quote),
    );
}

/** Facts are given as far as they are asked for. */
function leakedFigures({ path, text, given, known, secrets }: Shown, facts: ReadonlySet<string>): Finding[] {
  const figures = new Set(figuresIn(given));
  return sentencesOf(text).flatMap((sentence) => {
    const around = new Set(contentOf(sentence).filter((stem) => !known.has(stem) && !/^\d/.test(stem)));
    return figuresIn(sentence)
      .filter((figure) => !figures.has(figure) && !facts.has(figure))
      .flatMap((figure) => {
        const answer = secrets.find((secret) => says(secret, figure, around));
        if (answer === undefined) return [];
        return [error('leaked-figure', path, `${figure} gives away ${named(answer)}`, FIX, figure)];
      });
  });
}

/** A strong answer is left out: it has many figures, and the words of the case around them. */
function says({ kind, text }: Answer, figure: string, around: ReadonlySet<string>): boolean {
  if (kind === 'strong') return false;
  return sentencesOf(text).some(
    (sentence) =>
      figuresIn(sentence).includes(figure) &&
      new Set(contentOf(sentence).filter((stem) => around.has(stem))).size >= COMPANY,
  );
}

/** Numbers of two digits and more, as they are written but without commas; smaller ones are in every text. */
function figuresIn(text: string): string[] {
  const figures = text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  return figures.map((figure) => figure.replaceAll(',', '')).filter(({ length }) => length > 1);
}

function named({ kind, of }: Answer): string {
  if (kind === 'signal') return `what the signal ${of} listens for`;
  return kind === 'good' ? `a good reply to ${of}` : `the strong answer of step ${of}`;
}
