import type { Progress, ScoreExplanation } from '#shared/contract/progress.js';
import { COMPETENCIES, COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import { LEVEL_NAMES, type Level } from '#shared/interview/track.js';
import type { Row, RowScale } from '../../ui/chart/row.shapes.js';
import { halfWidth, spanOf } from './evidence.presenter.js';
import { oneDecimal, signedTenths, tenthsThatAddUp } from './rounding.presenter.js';

/** What can be explained: the score over all, or that of one competency. */
export type Explained = Competency | 'overall';

/** What the address asks for, where there is such a thing. */
export function explainedOf(asked: unknown): Explained | null {
  return asked === 'overall' ? asked : (COMPETENCIES.find((competency) => competency === asked) ?? null);
}

/** One term of the sum, in tenths of a point. */
interface Term {
  name: string;
  words: string;
  tenths: number;
}

export interface Explanation {
  title: string;
  terms: Term[];
  /** The sum, as it is shown everywhere else. */
  total: string;
  /** What the sum means: with its width, or as the middle of a band. */
  closing: string;
}

/** Why a score is what it is; `null` where nothing is claimed of it. The terms add up to what is shown. */
export function explanationOf(progress: Progress, explained: Explained): Explanation | null {
  const claim = claimOf(progress, explained);
  if (!claim?.explain || claim.score === null || claim.se === null || claim.shown === 'nothing') return null;
  const { explain, score, se, shown } = claim;
  const about = explained === 'overall' ? 'overall' : inSentence(COMPETENCY_NAMES[explained]);
  const half = halfWidth(se);
  const total = oneDecimal(score);
  const band = spanOf(score, half);
  return {
    title: `Why ${shown === 'score' ? total : band} ${explained === 'overall' ? about : `in ${about}`}?`,
    terms: termsOf(explain, score, explained, progress.overall.level),
    total,
    closing:
      shown === 'score'
        ? `Together ${total}, give or take ${oneDecimal(half)}: nine times in ten your true level lies in there.`
        : `Together ${total}, the middle of ${band}. Too few partners or ratings stand behind it yet, so that the page shows the band alone.`,
  };
}

function claimOf({ overall, competencies }: Progress, explained: Explained) {
  if (explained === 'overall') return overall;
  const entry = competencies.find(({ competency }) => competency === explained);
  return entry && { ...entry, score: entry.estimate };
}

const inSentence = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** Each term of the sum: what it is called, and what it says when it comes to so many tenths. */
const WORDS = {
  severity: (tenths: number) =>
    turned(tenths, 'They were', 'harsher than typical', 'more lenient than typical', 'They were as strict as most'),
  difficulty: (tenths: number) =>
    turned(tenths, 'The questions were', 'harder than most', 'easier than most', 'The questions were as hard as most'),
  pair: (tenths: number) =>
    turned(
      tenths,
      'Partners whom you met often gave',
      'less than was due',
      'more than was due',
      'Nobody whom you met often gave more or less than was due',
    ),
  competency: (tenths: number) =>
    turned(
      tenths,
      'Everybody is rated',
      'higher on it than on the others',
      'lower on it than on the others',
      'It is rated like the others everywhere',
    ),
  deviation: (tenths: number) =>
    turned(
      tenths,
      'You do',
      'better on it than on the whole',
      'worse on it than on the whole',
      'You do as well on it as on the whole',
    ),
};

const NAMES = {
  severity: 'How strict they were',
  difficulty: 'How hard the questions were',
  pair: 'Partners met often',
  competency: 'How it is rated everywhere',
  deviation: 'You on it',
};

function termsOf(explain: ScoreExplanation, score: number, explained: Explained, level: Level | null): Term[] {
  const { raw, severity, difficulty, pair, prior, priorWeight } = explain;
  const pull = priorWeight * (prior - (raw + severity + difficulty + pair));
  const own = explained === 'overall' ? [] : (['competency', 'deviation'] as const);
  const keys = ['severity', 'difficulty', 'pair', ...own] as const;
  const values = [raw, pull, ...keys.map((key) => explain[key])];
  const [given = 0, pulled = 0, ...rest] = tenthsThatAddUp(values, score);
  const adjusting = keys.map((key, index) => {
    const tenths = rest[index] ?? 0;
    return { name: NAMES[key], words: WORDS[key](tenths), tenths };
  });
  const average = `the average of ${level ? LEVEL_NAMES[level].toLowerCase() : 'your'} level, ${oneDecimal(prior)}`;
  const words = `Your partners gave ${oneDecimal(given / 10)} on average, over all competencies, later ratings weighing more.`;
  return [
    { name: 'What partners gave', words, tenths: given },
    ...adjusting.slice(0, 3),
    {
      name: 'The average of your level',
      words: `${Math.max(1, Math.round(priorWeight * 100))} % of it is ${average}: ${signedTenths(pulled)}.`,
      tenths: pulled,
    },
    ...adjusting.slice(3),
  ];
}

/** `They were 0.3 harsher than typical: + 0.3.` */
function turned(tenths: number, who: string, over: string, under: string, level: string): string {
  if (tenths === 0) return `${level}: 0.0.`;
  return `${who} ${(Math.abs(tenths) / 10).toFixed(1)} ${tenths > 0 ? over : under}: ${signedTenths(tenths)}.`;
}

/** The sum in words: what comes to something, what comes to nothing in one sentence, and what it makes. */
export function explanationWords({ terms, closing }: Explanation): { sentences: string[]; closing: string } {
  const [given, ...rest] = terms;
  const none = rest.filter(({ tenths }) => tenths === 0).map(({ name }) => inSentence(name));
  const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(none);
  const sentences = [given, ...rest.filter(({ tenths }) => tenths !== 0)].map((term) => term?.words ?? '');
  return { sentences: none.length > 0 ? [...sentences, `Next to nothing came of ${listed}.`] : sentences, closing };
}

/** Rows of the table: each term with what it adds, and the sum. */
export function explanationTable({ terms, total }: Explanation): string[][] {
  const [first, ...rest] = terms;
  return [
    [first?.name ?? '', oneDecimal((first?.tenths ?? 0) / 10)],
    ...rest.map(({ name, tenths }) => [name, signedTenths(tenths)]),
    ['Together', total],
  ];
}

/** The sum as steps: each bar begins where the one above it ended. */
export function waterfallOf({ terms, total }: Explanation): { rows: Row[]; scale: RowScale } {
  let at = 0;
  const stops: number[] = [];
  const rows = terms.map(({ name, tenths }, index): Row => {
    const from = at;
    at += tenths;
    stops.push(at / 10);
    if (index === 0) {
      return { name, note: oneDecimal(at / 10), shapes: [{ kind: 'ring', at: at / 10, tone: 'ink2' }] };
    }
    const tone = tenths > 0 ? 'strong' : 'weak';
    const bar = { kind: 'bar', from: from / 10, to: at / 10, tone, thick: 14 } as const;
    const still = { kind: 'tick', at: at / 10, tone: 'ink3', tall: 14 } as const;
    return { name, note: signedTenths(tenths), shapes: [tenths === 0 ? still : bar] };
  });
  const sum: Row = {
    name: 'Together',
    note: total,
    bold: true,
    shapes: [{ kind: 'dot', at: at / 10, tone: 'accent' }],
  };
  const scale = {
    from: Math.floor(Math.min(...stops) * 2 - 0.2) / 2,
    to: Math.ceil(Math.max(...stops) * 2 + 0.2) / 2,
    step: 0.5,
    mark: (value: number) => oneDecimal(value),
  };
  return { rows: [...rows, sum], scale };
}
