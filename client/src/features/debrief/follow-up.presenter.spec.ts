import { describe, expect, it } from 'vitest';
import type { SheetFollowUp } from '#shared/contract/follow-up.js';
import { correctedWords, disputeWords, untilWords } from './follow-up.presenter.js';

const AT = Date.UTC(2026, 10, 25, 14, 5);
const sheet = (over: Partial<SheetFollowUp>): SheetFollowUp => ({
  round: 1,
  kind: 'peer',
  own: false,
  correctedAt: null,
  correctUntil: null,
  disputeUntil: null,
  disputed: null,
  dispute: null,
  ...over,
});
const dispute = { reason: 'not-said' as const, text: 'my own words', openedAt: AT, note: 'It is so.' };

describe('what became of a rating', () => {
  it('is said to who disputed it with their reason, and with what staff say', () => {
    const said = disputeWords(sheet({ disputed: 'undecided', dispute: { ...dispute, note: null } }), 'Mira');
    expect(said?.text).toBe(
      'You disputed this rating on 25 November: it is not about what I said. It is in nobody’s numbers until staff have looked at it.',
    );
    expect(disputeWords(sheet({ disputed: 'kept-out', dispute }), 'Mira')).toMatchObject({ note: 'It is so.' });
    expect(disputeWords(sheet({ disputed: 'counts-again', dispute }), 'Mira')?.text).toContain('this rating counts');
  });

  it('is said to its author without a word of why', () => {
    for (const disputed of ['undecided', 'kept-out', 'counts-again'] as const) {
      const said = disputeWords(sheet({ own: true, disputed }), 'Mira');
      expect(said).toMatchObject({ note: null });
      expect(said?.text).toContain('Mira dispute');
    }
    expect(disputeWords(sheet({ own: true }), 'Mira')).toBeNull();
  });

  it('says when it was corrected, and until when something can be done', () => {
    expect(correctedWords(sheet({}))).toBe('');
    expect(correctedWords(sheet({ correctedAt: AT }))).toMatch(/^Corrected at \d\d:05 on 25 November$/);
    expect(untilWords(AT + 3_600_000, AT)).toMatch(/^until \d\d:05$/);
    expect(untilWords(AT + 10 * 24 * 3_600_000, AT)).toBe('until 5 December');
  });
});
