import { describe, expect, it } from 'vitest';
import { sealedWords } from './sealed.presenter.js';

const sealed = (A: number, B: number) => ({ state: 'sealed', seat: 'B', opensAt: 0, owed: { A, B } }) as const;

describe('a sealed debrief', () => {
  it('says who owes how many', () => {
    const { title, lines } = sealedWords(sealed(1, 2), 'Mira');
    expect(title).toBe('Sealed until you have rated.');
    expect(lines.slice(0, 2)).toEqual(['You owe two sheets.', 'Mira owes one sheet.']);
  });

  it('waits for the partner, or for nobody', () => {
    expect(sealedWords(sealed(1, 0), 'your partner').lines[1]).toBe('Your partner owes one sheet.');
    expect(sealedWords(sealed(1, 0), 'Mira').title).toBe('Sealed until both have rated.');
    expect(sealedWords(sealed(0, 0), 'Mira').title).toBe('Everything is in.');
  });
});
