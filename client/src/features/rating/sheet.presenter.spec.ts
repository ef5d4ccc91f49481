import { describe, expect, it } from 'vitest';
import { draftSchema } from '#shared/contract/report.js';
import { checkSheet } from '#shared/rating/check-sheet.js';
import { draftFrom, formFrom, formOf, lacksEvidence, missingIn, type SheetForm, sheetFrom } from './sheet.presenter.js';

const KEYS = ['framing', 'metrics'];
const SUBJECTS = [
  { key: 'framing', name: 'Problem framing' },
  { key: 'metrics', name: 'Metric judgement' },
];
const round = { exercises: ['framing', 'metrics'] as const, moments: [], signals: ['asks-first'], cards: ['price'] };

const full = (): SheetForm => ({
  rows: {
    framing: { score: 5, pointers: [{ kind: 'signal', id: 'asks-first' }], note: '' },
    metrics: { score: 3, pointers: [], note: 'Named both errors.' },
  },
  overall: 'yes',
  keep: 'You asked first.',
  change: 'Price the errors.',
});

describe('a draft', () => {
  it('comes back as it was left, undecided rows and “not seen” apart', () => {
    const form = full();
    form.rows.metrics = { score: null, pointers: [], note: '' };
    form.rows.framing = { score: undefined, pointers: [{ kind: 'card', id: 'price' }], note: 'Began with the goal.' };
    const kept = draftSchema.parse(JSON.parse(JSON.stringify(draftFrom(form))));
    expect(formFrom(kept, KEYS)).toEqual(form);
  });

  it('that cannot be read in part gives the rest', () => {
    const draft = { ratings: { framing: { score: 4 as const, evidence: [{ kind: 'rumour' }] } }, overall: 'perhaps' };
    const form = formFrom(draft, KEYS);
    expect(form.rows.framing).toEqual({ score: 4, pointers: [], note: '' });
    expect(form.rows.metrics?.score).toBeUndefined();
    expect(form.overall).toBeNull();
  });
});

describe('a finished form', () => {
  it('makes a sheet that the server’s own check accepts', () => {
    const sheet = sheetFrom('peer', KEYS, full());
    expect(sheet && checkSheet(sheet, round)).toBeNull();
    expect(missingIn('peer', SUBJECTS, full())).toEqual([]);
  });

  it('as a self-rating carries no overall judgement', () => {
    const form = full();
    form.rows.framing = { score: 4, pointers: [], note: '' };
    const sheet = sheetFrom('self', KEYS, form);
    expect(sheet && checkSheet(sheet, round)).toBeNull();
  });

  it('of an interviewer carries the four skills and no evidence', () => {
    const skills = ['preparation', 'clarity', 'followups', 'fairness'];
    const form = formFrom(null, skills);
    for (const row of Object.values(form.rows)) row.score = 5;
    expect(
      missingIn(
        'interviewer',
        skills.map((key) => ({ key, name: key })),
        form,
      ),
    ).toEqual([]);
    expect(sheetFrom('interviewer', skills, form)?.kind).toBe('interviewer');
  });
});

describe('a sheet that was submitted', () => {
  it('is a form again that gives the same sheet', () => {
    const peer = sheetFrom('peer', KEYS, full());
    expect(peer && sheetFrom('peer', KEYS, formOf(peer))).toEqual(peer);
    const skills = ['preparation', 'clarity', 'followups', 'fairness'];
    const form = formFrom(null, skills);
    for (const row of Object.values(form.rows)) row.score = 4;
    const given = sheetFrom('interviewer', skills, { ...form, keep: 'Quiet' });
    expect(given && sheetFrom('interviewer', skills, formOf(given))).toEqual(given);
  });
});

describe('what is missing', () => {
  it('rule 27: a 1, 2 or 5 without evidence, a 3 or 4 without none', () => {
    const lacking = ([1, 2, 3, 4, 5, null] as const).filter((score) =>
      lacksEvidence('peer', { score, pointers: [], note: 'no' }),
    );
    expect(lacking).toEqual([1, 2, 5]);
    expect(lacksEvidence('peer', { score: 1, pointers: [], note: 'Quoted AUC alone.' })).toBe(false);
    expect(lacksEvidence('interviewer', { score: 1, pointers: [], note: '' })).toBe(false);
  });

  it('is listed in the order of the page, and no sheet is made', () => {
    const form = formFrom(null, KEYS);
    form.rows.framing = { score: 2, pointers: [], note: '' };
    expect(missingIn('peer', SUBJECTS, form).map((entry) => entry.part)).toEqual([
      'framing',
      'metrics',
      'overall',
      'keep',
      'change',
    ]);
    expect(sheetFrom('peer', KEYS, form)).toBeNull();
  });
});
