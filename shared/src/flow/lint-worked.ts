import { evaluate, shownFigure } from './arithmetic.js';
import { error, repeated, type Finding } from './finding.js';
import type { Flow, Worked } from './flow.schema.js';

/** The figures of a case are right, and they are those that its text has. */
export function lintWorked(flow: Flow): Finding[] {
  const { worked = [], ...rest } = flow;
  const text = textOf(rest);
  const known = new Map<string, number>();
  const names = worked.map(({ name }) => name);
  return [
    ...repeated(names, (index) => ['worked', index, 'name']),
    ...worked.flatMap((figure, index) => [
      ...lintSum(figure, index, known),
      ...(text.includes(spaced(figure.shown))
        ? []
        : [error(['worked', index, 'shown'], `The text of this flow has "${figure.shown}" nowhere`)]),
    ]),
  ];
}

/** Compares a sum with what is shown, and remembers it for those below. */
function lintSum({ name, sum, shown, within }: Worked, index: number, known: Map<string, number>): Finding[] {
  const figure = shownFigure(shown);
  if (figure === null) return [error(['worked', index, 'shown'], `"${shown}" shows no number`)];
  try {
    const value = evaluate(sum, known);
    known.set(name, value);
    const allowed = (within ?? figure.half) + Math.abs(value) * 1e-9;
    if (Math.abs(value - figure.value) <= allowed) return [];
    return [error(['worked', index, 'sum'], `The sum makes ${Number(value.toPrecision(8))}, not ${shown}`)];
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return [error(['worked', index, 'sum'], `"${sum}" cannot be worked out: ${fault.message}`)];
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
