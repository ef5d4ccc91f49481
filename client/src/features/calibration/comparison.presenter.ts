import type { Comparison } from '#shared/contract/calibration.js';
import { COMPETENCY_NAMES } from '#shared/interview/competency.js';
import { findQuote } from '#shared/interview/quote.js';
import { LEVEL_NAMES, TRACK_NAMES } from '#shared/interview/track.js';
import type { VIGNETTE_KINDS } from '#shared/interview/vignette.js';

/** A piece of an answer. `quoted`: the numbers of the scores that it decides; `begins`: those whose quote begins here. */
export interface Piece {
  text: string;
  quoted: number[];
  begins: number[];
}

export type Paragraph = Piece[];

/** An answer in paragraphs, cut where quotes begin and end. The first quote has the number 1; `null` quotes nothing. */
export function paragraphsOf(answer: string, quotes: readonly (string | null)[] = []): Paragraph[] {
  const spans = quotes.map((quote) => (quote === null ? null : findQuote(answer, quote)));
  const cuts = spans.flatMap((span) => (span ? [span.from, span.to] : []));
  return [...answer.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => {
    const inside = cuts.filter((cut) => cut > index && cut < index + line.length);
    const at = [...new Set([index, ...inside, index + line.length])].sort((a, b) => a - b);
    return at.slice(1).map((to, i): Piece => {
      const from = at[i] ?? to;
      const numbers = (holds: (span: { from: number; to: number }) => boolean) =>
        spans.flatMap((span, n) => (span && holds(span) ? [n + 1] : []));
      return {
        text: answer.slice(from, to),
        quoted: numbers((span) => span.from < to && span.to > from),
        begins: numbers((span) => span.from === from),
      };
    });
  });
}

const SMALL = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const inWords = (count: number) => SMALL[count] ?? String(count);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How far one score is off, in words. */
export function offBy({ score, reference }: { score: number; reference: number }): string {
  if (score === reference) return 'The same as the reference.';
  return `${capital(inWords(Math.abs(score - reference)))} ${score > reference ? 'above' : 'below'} the reference.`;
}

export interface ComparedScore {
  /** Of its quote in the answer. */
  number: number;
  key: string;
  name: string;
  score: number;
  reference: number;
  words: string;
  /** Two or more away: what to look at first. */
  far: boolean;
  quote: string | null;
  because: string | null;
}

export function comparedScores({ scores }: Comparison): ComparedScore[] {
  return scores.map(({ competency, score, reference, quote, because }, index) => ({
    number: index + 1,
    key: competency,
    name: COMPETENCY_NAMES[competency],
    score,
    reference,
    words: offBy({ score, reference }),
    far: Math.abs(score - reference) > 1,
    quote,
    because,
  }));
}

/** What the comparison comes to, in a sentence. */
export function openingOf({ scores }: Comparison): string {
  const off = scores.map(({ score, reference }) => Math.abs(score - reference));
  const count = (holds: (distance: number) => boolean) => off.filter(holds).length;
  const [same, near, far] = [count((d) => d === 0), count((d) => d === 1), count((d) => d > 1)];
  if (same === off.length) return `All ${inWords(same)} as the reference has them`;
  const of = inWords(off.length);
  if (same === 0 && near === off.length) return `All ${of} a point off`;
  if (far === off.length) return `All ${of} more than a point off`;
  const parts = [
    same > 0 ? `${inWords(same)} of ${of} as the reference` : '',
    near > 0 ? `${inWords(near)}${same > 0 ? '' : ` of ${of}`} a point off` : '',
    far > 0 ? `${inWords(far)} ${near > 0 ? 'further' : 'more than a point off'}` : '',
  ];
  return capital(parts.filter(Boolean).join(', '));
}

const KIND_WORDS: Record<(typeof VIGNETTE_KINDS)[number], string> = {
  plain: '',
  'fluent-but-wrong': 'It sounds better than it is: fluent, and wrong where it matters.',
  'halting-but-right': 'It sounds worse than it is: halting, and right where it matters.',
};

/** Which answer it was, and what about its sound may have led one astray. */
export function ledeOf({ rating, vignette }: Comparison): string {
  const track = TRACK_NAMES[rating.track];
  if (!vignette) return `${track}. The answer has been revised since, so its words are not here any more.`;
  const place = `${rating.title ?? 'An answer'} · ${track}, rated at ${LEVEL_NAMES[vignette.level].toLowerCase()} level.`;
  return [place, KIND_WORDS[vignette.kind]].filter(Boolean).join(' ');
}
