/** What an expression may call. */
const FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  sqrt: Math.sqrt,
  ln: Math.log,
  exp: Math.exp,
  abs: Math.abs,
  round: Math.round,
};

const TOKEN = /\s*(?:(\d+(?:_\d{3})*(?:\.\d+)?)|([a-z][A-Za-z0-9]*)|([-+*/^()]))/y;

/**
 * The value of an expression: numbers (1_000_000), names, + - * / ^, parentheses, and sqrt, ln, exp, abs, round of one
 * argument. `^` binds strongest and to the right, a minus sign in front of it less.
 *
 * @param known values of the names that may occur
 * @throws {SyntaxError} what is wrong with the expression, as a sentence
 */
export function evaluate(expression: string, known: ReadonlyMap<string, number> = new Map()): number {
  const tokens = tokensOf(expression);
  let at = 0;
  const value = sum();
  if (at < tokens.length) throw new SyntaxError(`"${tokens[at]}" is not expected there`);
  if (!Number.isFinite(value)) throw new SyntaxError('it has no finite value');
  return value;

  function sum(): number {
    let total = product();
    for (let sign = taken('+', '-'); sign !== undefined; sign = taken('+', '-')) {
      total += sign === '+' ? product() : -product();
    }
    return total;
  }

  function product(): number {
    let total = signed();
    for (let sign = taken('*', '/'); sign !== undefined; sign = taken('*', '/')) {
      total = sign === '*' ? total * signed() : total / signed();
    }
    return total;
  }

  function signed(): number {
    return taken('-') === undefined ? power() : -signed();
  }

  function power(): number {
    const base = single();
    return taken('^') === undefined ? base : base ** signed();
  }

  function single(): number {
    const token = tokens[at++];
    if (token === undefined) throw new SyntaxError('it ends too early');
    if (token === '(') return closed(sum());
    if (/^\d/.test(token)) return Number(token.replaceAll('_', ''));
    if (tokens[at] === '(') return called(token);
    const value = known.get(token);
    if (value === undefined) throw new SyntaxError(`"${token}" is not worked out before it`);
    return value;
  }

  function called(name: string): number {
    const call = FUNCTIONS[name];
    if (call === undefined) throw new SyntaxError(`there is no function "${name}"`);
    at += 1;
    return closed(call(sum()));
  }

  function closed(value: number): number {
    if (taken(')') === undefined) throw new SyntaxError('a parenthesis is not closed');
    return value;
  }

  function taken(...wanted: string[]): string | undefined {
    const token = tokens[at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    at += 1;
    return token;
  }
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(expression);
    if (match === null) throw new SyntaxError(`"${expression.slice(from).trim()}" cannot be read`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

const FIGURE = /([-−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(%|thousand|million|billion)?/;
const SCALE: Readonly<Record<string, number>> = { '%': 0.01, thousand: 1e3, million: 1e6, billion: 1e9 };

/** The first number that a text shows, and half a unit of its last digit: "6.7 %" is 0.067 ± 0.0005. */
export function shownFigure(text: string): { value: number; half: number } | null {
  const match = FIGURE.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', decimals = '', unit = ''] = match;
  const scale = SCALE[unit] ?? 1;
  const value = Number(`${whole.replaceAll(',', '')}.${decimals || '0'}`) * scale;
  return { value: sign ? -value : value, half: 0.5 * 10 ** -decimals.length * scale };
}
