import { paragraphsOf } from './room.presenter.js';

export interface BriefPart {
  /** The few words that name the paragraph, with their full stop; null where it has none. */
  lead: string | null;
  text: string;
}

/** A first sentence of at most this many words names its paragraph. */
const LEAD_WORDS = 5;

/** A brief as paragraphs, so that an eye in a hurry finds its place again. */
export function briefParts(brief: string): BriefPart[] {
  return paragraphsOf(brief).map((paragraph) => {
    const [first = '', rest = ''] = splitFirst(paragraph);
    const names = rest !== '' && first.split(/\s+/).length <= LEAD_WORDS;
    return names ? { lead: first, text: rest } : { lead: null, text: paragraph };
  });
}

function splitFirst(paragraph: string): string[] {
  const end = /[.:]\s/.exec(paragraph);
  return end ? [paragraph.slice(0, end.index + 1), paragraph.slice(end.index + 2)] : [paragraph];
}
