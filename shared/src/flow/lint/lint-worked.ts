import type { Flow, Worked } from '../flow.schema.js';
import { evaluate, shownFigure } from './arithmetic.js';
import { error, repeated, type Finding } from './finding.js';

/** The figures of a case are right, and they are those that its text has. */
export function lintWorked(flow: Flow): Finding[] {
  const { worked = [], ...rest } = flow;
  const text = textOf(rest);
  const known = new Map<string, number>();
  const names = worked.map(({ name }) => name);
  return [
    ...repeated(names, (index) => ['worked', index, 'name']),
    ...worked.flatMap((figure, index) => [...lintSum(figure, index, known), ...lintShown(figure, index, text)]),
  ];
}

function lintShown({ shown }: Worked, index: number, text: string): Finding[] {
  if (text.includes(spaced(shown))) return [];
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

function textOf(value: unknown): string {
  if (typeof value === 'string') return spaced(value);
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  return value !== null && typeof value === 'object' ? Object.values(value).map(textOf).join('\n') : '';
}

/** A line of YAML may break where the figure has a space. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ');
}
