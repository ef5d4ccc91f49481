import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Outline } from '../outline.presenter.js';
import { type Word, wordsAt } from './flow.words.js';
import { placeOf } from './yaml.place.js';

const TYPES = { field: 'property', value: 'enum', id: 'variable' };

/** Offers what may stand at the cursor: while a word is typed, and whenever it is asked for. */
export function flowCompletion(outline: () => Outline): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const place = placeOf(context.state.doc.toString(), context.pos);
    if (place === null || (place.from === context.pos && !context.explicit)) return null;
    const options = wordsAt(place, outline()).map(completionFor);
    return options.length === 0 ? null : { from: place.from, options, validFor: /^[\w-]*$/ };
  };
}

function completionFor(word: Word): Completion {
  const apply = word.kind === 'field' ? `${word.text}:${/^(list|group)/.test(word.beside) ? '' : ' '}` : word.text;
  return { label: word.text, type: TYPES[word.kind], detail: word.beside, info: word.meaning || undefined, apply };
}
