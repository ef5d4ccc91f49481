import { displayNameSchema } from './account.js';

const taken = (name: string): string | undefined => displayNameSchema.safeParse(name).data;

describe('a display name', () => {
  it.each([
    'Ada',
    'José Núñez',
    "Siobhán O'Neill-Ní",
    'प्रिया शर्मा',
    'นภา',
    'محمد رضا',
    'علی\u200cرضا',
    '李小龙',
    'Anh Nguyễn',
    'R2 D2',
  ])('may be %s', (name) => expect(taken(name)).toBe(name.normalize('NFC')));

  it('is kept in one form, however it was typed', () => {
    expect(taken('  Jose\u0301 ')).toBe('José');
  });

  it.each([
    ['a letter that cannot be seen', 'Ada\u3164'],
    ['nothing but joiners', '\u200d\u200d\u200d'],
    ['a turn of the direction of writing', 'Ada\u202eevE'],
    ['a joiner at the end', 'Ada\u200d'],
    ['a heap of marks', `A${'\u0300'.repeat(9)}da`],
    ['a mark on nothing', '\u0301da'],
    ['a line of its own', 'Ada\nSupport'],
    ['markup', '<b>Ada</b>'],
  ])('is not taken with %s', (_, name) => expect(taken(name)).toBeUndefined());
});
