import { lintVignette } from './lint-vignette.js';
import { findQuote } from './quote.js';
import { vignetteSchema } from './vignette.js';

const quote = (text: string, words: string) => {
  const found = findQuote(text, words);
  return found && text.slice(found.from, found.to);
};

describe('a quote', () => {
  it('is found whatever white space lies between its words', () => {
    expect(quote('I would ask\n\nwho acts  on it.', ' who acts on it')).toBe('who acts  on it');
    expect(quote('One. Two. One.', 'One.')).toBe('One.');
  });

  it('is taken as it is written', () => {
    expect(quote('cost (say 5 €) + x^2?', 'cost (say 5 €) + x^2?')).toBe('cost (say 5 €) + x^2?');
    expect(quote('costs', 'c.sts')).toBeNull();
    expect(quote('Who acts', 'who acts')).toBeNull();
    expect(quote('anything', '  ')).toBeNull();
  });
});

describe('a vignette', () => {
  const score = (competency: string, words: string) => ({
    competency,
    score: 3,
    quote: words,
    because: 'It asks who acts, and leaves the cost open.',
  });
  const vignette = (...scores: ReturnType<typeof score>[]) =>
    vignetteSchema.parse({
      schema: 1,
      id: 'churn-target',
      version: 1,
      track: 'ml-case',
      level: 'mid',
      kind: 'plain',
      title: 'The target of churn',
      question: 'What would you ask before you build anything?',
      answer: 'First I would ask who acts on the score and when.\nThen I would look at last year’s data.',
      scores,
    });

  it('quotes what the answer says', () => {
    const fine = vignette(score('framing', 'who acts on the score'), score('data', 'and when. Then I would look'));
    expect(lintVignette(fine)).toEqual([]);
    const wrong = vignette(score('framing', 'who acts on the score'), score('data', 'who acts upon the score'));
    expect(lintVignette(wrong)).toEqual([
      {
        path: ['scores', 1, 'quote'],
        message: 'These words do not occur in the answer',
        fix: 'Quote the answer word for word',
      },
    ]);
  });

  it('scores a competency once', () => {
    const twice = vignette(score('framing', 'who acts on the score'), score('framing', 'I would look at last year'));
    expect(lintVignette(twice).map(({ message }) => message)).toEqual(['framing is scored already']);
  });
});
