import type { Card, Flow } from '#shared/flow/flow.schema.js';
import { passagesOf } from '#shared/flow/lint/passages.js';
import { wordsOf } from '#shared/flow/lint/prose.js';
import { signalsOf } from '#shared/flow/steps.js';
import { COMPETENCIES, type Competency } from '#shared/interview/competency.js';
import { TRACKS, type Level, type Track } from '#shared/interview/track.js';
import type { LintedContent, LintedFlow } from './content.linter.js';

export interface FlowStats {
  id: string;
  track: Track;
  levels: Level[];
  steps: number;
  cards: { followUp: number; twist: number; hint: number };
  signals: number;
  /** Of everything that somebody reads or says, ids not counted. */
  words: number;
  competencies: Competency[];
  errors: number;
  warnings: number;
}

export interface ContentStats {
  /** The newest version of each, by track and id. */
  flows: FlowStats[];
  totals: {
    flows: number;
    cards: number;
    vignettes: number;
    byTrack: Record<string, number>;
    flowsByCompetency: Record<string, number>;
    /** Of all files, also those that could not be read as flows. */
    errors: number;
  };
}

/** What there is to practise with, in numbers. */
export function statsOf({ flows: linted, vignettes, findings }: LintedContent): ContentStats {
  const flows = linted
    .filter(({ flow }) => !linted.some((other) => other.flow.id === flow.id && other.flow.version > flow.version))
    .map(statsOfFlow)
    .sort((a, b) => TRACKS.indexOf(a.track) - TRACKS.indexOf(b.track) || a.id.localeCompare(b.id));
  return {
    flows,
    totals: {
      flows: flows.length,
      cards: flows.reduce((sum, { cards }) => sum + cards.followUp + cards.twist + cards.hint, 0),
      vignettes,
      byTrack: countBy(TRACKS, (track) => flows.filter((flow) => flow.track === track).length),
      flowsByCompetency: countBy(
        COMPETENCIES,
        (competency) => flows.filter(({ competencies }) => competencies.includes(competency)).length,
      ),
      errors: findings.filter(({ severity }) => severity === 'error').length,
    },
  };
}

function statsOfFlow({ flow, findings }: LintedFlow): FlowStats {
  const count = (kind: Card['kind']) => flow.cards.filter((card) => card.kind === kind).length;
  return {
    id: flow.id,
    track: flow.track,
    levels: flow.levels,
    steps: flow.steps.length,
    cards: { followUp: count('follow-up'), twist: count('twist'), hint: count('hint') },
    signals: signalsOf(flow).length,
    words: wordsIn(flow),
    competencies: flow.exercises,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}

function wordsIn(flow: Flow): number {
  const prose = passagesOf(flow).filter(({ text }) => /\s/.test(text));
  return prose.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
}

function countBy<K extends string>(keys: readonly K[], count: (key: K) => number): Record<string, number> {
  return Object.fromEntries(keys.map((key) => [key, count(key)]));
}
