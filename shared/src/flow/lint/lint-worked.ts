import type { Flow, Worked } from '../flow.schema.js';
import { evaluate, shownFigure } from './arithmetic.js';
import { error, repeated, warning, type Finding } from './finding.js';
import { passagesOf } from './passages.js';
import { wordsOf } from './prose.js';

/** With so many different figures in its brief and answers, a case has some that follow from others. */
const SEVERAL = 6;

/** The result of a sum that is written out: an operator with a number, then =, then a figure that no sum goes on from. */
const RESULT =
  /[×*/+−^]\s*\d[^=;?!]{0,30}(?<!\bp\s*)=\s*(?:about\s+)?[-−+±]?(\d+(?:[.,]\d+)*)(?![\d.,]*\d|\s*[×*/+(^])/g;

/** The figures of a case are right, they are those that its text has, and none that is worked out is left out. */
export function lintWorked(flow: Flow): Finding[] {
  const { worked = [] } = flow;
  const text = passagesOf(flow)
    .map((passage) => spaced(passage.text))
    .join('\n');
  const known = new Map<string, number>();
  const names = worked.map(({ name }) => name);
  return [
    ...repeated(names, (index) => ['worked', index, 'name']),
    ...worked.flatMap((figure, index) => [...lintSum(figure, index, known), ...lintShown(figure, index, text)]),
    ...(worked.length === 0 ? lintNone(flow) : lintResults(flow)),
  ];
}

function lintNone({ brief, steps, cards }: Flow): Finding[] {
  const answers = [
    brief,
    ...steps.map(({ exemplars }) => exemplars?.strong.answer ?? ''),
    ...cards.map(({ good }) => good),
  ];
  const figures = new Set(answers.flatMap(wordsOf).filter((word) => /^\d[\d.,]*$/.test(word)));
  if (figures.size < SEVERAL) return [];
  const message = `The text has ${figures.size} figures, and none is worked out`;
  return [warning('no-worked', [], message, 'Add worked: a sum for each figure that follows from others')];
}

/** The options of a check are left out: the wrong ones have wrong sums. */
function lintResults(flow: Flow): Finding[] {
  const shown = new Set((flow.worked ?? []).flatMap((figure) => figure.shown.match(/\d+(?:[.,]\d+)*/g) ?? []));
  const passages = passagesOf(flow).filter(({ path }) => !path.includes('options'));
  return passages.flatMap(({ path, text }) =>
    [...text.matchAll(RESULT)]
      .flatMap(([, figure = '']) => (shown.has(figure) ? [] : [figure]))
      .map((figure) =>
        warning('unworked-figure', path, `${figure} is the result of a sum`, 'Add the sum to worked', figure),
      ),
  );
}

function lintShown({ shown }: Worked, index: number, text: string): Finding[] {
  if (stands(spaced(shown), text)) return [];
  const message = `The text of this flow has "${shown}" nowhere`;
  return [error('absent-figure', ['worked', index, 'shown'], message, 'Write it word for word as the text has it')];
}

/** Compares a sum with what is shown, and remembers it for those below. */
function lintSum({ name, sum, shown, within }: Worked, index: number, known: Map<string, number>): Finding[] {
  const figure = shownFigure(shown);
  if (figure === null) {
    const fix = 'Show the figure in digits, as the text has it';
    return [error('broken-sum', ['worked', index, 'shown'], `"${shown}" shows no number`, fix)];
  }
  const path = ['worked', index, 'sum'];
  try {
    const value = evaluate(sum, known);
    known.set(name, value);
    const allowed = (within ?? figure.half) + Math.abs(value) * 1e-9;
    if (Math.abs(value - figure.value) <= allowed) return [];
    const message = `The sum makes ${Number(value.toPrecision(8))}, not ${shown}`;
    return [
      error('wrong-figure', path, message, 'Correct the text, or the sum; where the text says "about", add within'),
    ];
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    const message = `"${sum}" cannot be worked out: ${fault.message}`;
    return [error('broken-sum', path, message, 'Use numbers, names of figures above it, + - * / ^ and parentheses')];
  }
}

/** Not as the end of a longer number. */
function stands(figure: string, text: string): boolean {
  for (let at = text.indexOf(figure); at >= 0; at = text.indexOf(figure, at + 1)) {
    if (!/\d[.,]?$/.test(text.slice(Math.max(0, at - 2), at))) return true;
  }
  return false;
}

/** A line of YAML may break where the figure has a space. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ');
}
