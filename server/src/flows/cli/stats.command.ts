import { lintContent } from '../content.linter.js';
import { statsOf, type ContentStats } from '../content.stats.js';
import { contentFiles, readArguments, type Outcome } from './command.js';

/** `flows:stats [--json] [FILE…]`: what there is to practise with, as a table or for programs. */
export function statsCommand(args: string[]): Outcome {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, 'FILE…');
  const library = positionals.length > 0 ? contentFiles([]) : null;
  const stats = statsOf(lintContent(contentFiles(positionals), library));
  return { status: 0, output: values.json ? JSON.stringify(stats, null, 2) : tableOf(stats) };
}

const HEAD = [
  'track',
  'flow',
  'levels',
  'steps',
  'follow-ups',
  'twists',
  'hints',
  'signals',
  'words',
  'errors',
  'warnings',
];

/** Where numbers begin: they stand to the right. */
const FIRST_NUMBER = 3;

function tableOf({ flows, totals }: ContentStats): string {
  const rows = flows.map(({ track, id, levels, steps, cards, signals, words, errors, warnings }) =>
    [track, id, levels.join(' '), steps, cards.followUp, cards.twist, cards.hint, signals, words, errors, warnings].map(
      String,
    ),
  );
  const counted = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([key, count]) => `${key} ${count}`)
      .join(', ');
  return [
    ...aligned([HEAD, ...rows]),
    '',
    `${totals.flows} flows, ${totals.cards} cards, ${totals.vignettes} vignettes, ${totals.errors} errors`,
    `flows by track: ${counted(totals.byTrack)}`,
    `flows by competency: ${counted(totals.flowsByCompetency)}`,
  ].join('\n');
}

function aligned(rows: readonly string[][]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < FIRST_NUMBER ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}
