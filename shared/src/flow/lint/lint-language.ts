import type { Flow } from '../flow.schema.js';
import { error, warning, type Finding } from './finding.js';
import { passagesOf, spokenIn, type Passage } from './passages.js';
import { idiomsIn } from './plain.words.js';
import { readingLevelOf } from './reading.level.js';

/** What all of a flow's spoken text may have: somebody reads it aloud in a foreign language. */
const LIX_OF_FLOW = 30;

/** What one text may have; a single one may hold a hard word. */
const LIX_OF_TEXT = 45;

/** Fewer words than this make a chance figure. */
const FEWEST_WORDS = 20;

/** A longer sentence has no breath in it, and its beginning is forgotten at its end. */
const SENTENCE_WORDS = 28;

/** A flow can be said and understood by people who speak English as a second language. */
export function lintLanguage(flow: Flow): Finding[] {
  return [
    ...passagesOf(flow).filter(isPlain).flatMap(lintIdioms),
    ...spokenIn(flow).flatMap(lintSpoken),
    ...lintWhole(flow),
  ];
}

/** Empty words are a part of what makes an answer weak. */
function isPlain({ path }: Passage): boolean {
  return path.slice(-2).join('.') !== 'weak.answer';
}

function lintIdioms({ path, text }: Passage): Finding[] {
  return idiomsIn(text).map(({ idiom, plainer }) =>
    error('idiom', path, `"${idiom}" is hard for who speaks English as a second language`, `Say "${plainer}"`, idiom),
  );
}

function lintSpoken({ path, text }: Passage): Finding[] {
  const { lix, words, longest } = readingLevelOf(text);
  const findings: Finding[] = [];
  if (longest > SENTENCE_WORDS) {
    const message = `A sentence of ${longest} words is to be said; ${SENTENCE_WORDS} can be followed`;
    findings.push(warning('hard-to-say', path, message, 'Make two sentences of it'));
  }
  if (words >= FEWEST_WORDS && lix > LIX_OF_TEXT) {
    const message = `It is hard to follow when heard: LIX ${lix.toFixed(0)}, at most ${LIX_OF_TEXT}`;
    findings.push(warning('hard-to-say', path, message, 'Use shorter sentences and shorter words'));
  }
  return findings;
}

function lintWhole(flow: Flow): Finding[] {
  const { lix } = readingLevelOf(
    spokenIn(flow)
      .map(({ text }) => text)
      .join('\n'),
  );
  if (lix <= LIX_OF_FLOW) return [];
  const message = `What is said in this flow is hard to follow: LIX ${lix.toFixed(0)}, at most ${LIX_OF_FLOW}`;
  return [warning('hard-to-say', ['steps'], message, 'Use shorter sentences and shorter words throughout')];
}
