import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { refusalSchema } from '#shared/contract/errors.js';
import { COMPETENCIES } from '#shared/interview/competency.js';
import { CalibrationStore } from './calibration.store.js';
import { exactly, RaterStory, TRACK, upsideDown } from './testing/rater.story.js';

let story: RaterStory;
beforeAll(async () => (story = await RaterStory.begin()), 60_000);
afterAll(() => story.server.close());

describe('a rating', () => {
  it('sent again gets its first answer and counts once', async () => {
    const ada = await story.somebody();
    const body = await ada.sheet();
    const answers = await Promise.all([1, 2, 3].map(() => ada.sends(body)));
    const again = await ada.sends({ ...body, scores: [...body.scores].reverse() });
    for (const answer of answers) expect(answer.value).toEqual(again.value);
    expect(await ada.standing()).toMatchObject({ rated: 1 });
  });

  it('is final: not again under another id, and an id not for anything else', async () => {
    const ada = await story.somebody();
    const body = await ada.sheet();
    await ada.sends(body);
    const anew = await ada.sends({ ...body, id: randomUUID() });
    expect([anew.status, anew.refusal.code]).toEqual([409, 'ALREADY_SUBMITTED']);
    const other = await ada.sends({ ...body, scores: body.scores.map((pair) => ({ ...pair, score: 3 })) });
    expect(other.refusal.code).toBe('COMMAND_ID_REUSED');
    const ben = await story.somebody();
    const foreign = await ben.sends({ ...(await ben.sheet()), id: body.id });
    expect(foreign.refusal.code).toBe('COMMAND_ID_REUSED');
  });

  it('of two devices at once counts once', async () => {
    const ada = await story.somebody();
    const body = await ada.sheet();
    const send = () => ada.sends({ ...body, id: randomUUID() });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await ada.standing()).toMatchObject({ rated: 1 });
  });

  it('has each competency once, and no other', async () => {
    const ada = await story.somebody();
    const body = await ada.sheet();
    const [first, second] = body.scores;
    const others = COMPETENCIES.filter((key) => body.scores.every(({ competency }) => competency !== key));
    const foreign = others.map((competency) => ({ competency, score: 3 as const })).slice(0, 1);
    for (const scores of [
      body.scores.slice(1),
      [...body.scores, ...foreign],
      [...body.scores.slice(1), ...foreign],
      [...body.scores, first!],
      body.scores.map((pair) => (pair === second ? first! : pair)),
    ]) {
      const { status, refusal } = await ada.sends({ ...body, scores });
      expect([status, refusal.code]).toEqual([422, 'SHEET_INCOMPLETE']);
      expect(refusal.message).toBe(
        `Rate each of these once, and no other: ${body.scores.map(({ competency }) => competency).join(', ')}.`,
      );
    }
    expect(await ada.standing()).toMatchObject({ rated: 0 });
  });

  it.each<[string, (body: Record<string, unknown>) => Record<string, unknown>, string]>([
    [
      'a score beyond the scale',
      (body) => ({ ...body, scores: [{ competency: 'framing', score: 6 }] }),
      'scores.0.score',
    ],
    ['no score', (body) => ({ ...body, scores: [{ competency: 'framing', score: null }] }), 'scores.0.score'],
    ['no scores at all', (body) => ({ ...body, scores: [] }), 'scores'],
    [
      'a competency of its own',
      (body) => ({ ...body, scores: [{ competency: 'charm', score: 3 }] }),
      'scores.0.competency',
    ],
    ['an id that is none', (body) => ({ ...body, id: '1' }), 'id'],
    ['a name for a handle', (body) => ({ ...body, vignette: 'churn-target' }), 'vignette'],
    ['a reference of its own', (body) => ({ ...body, reference: 3 }), 'body'],
  ])('with %s is not understood', async (_, spoil, path) => {
    const ada = await story.somebody();
    const body = await ada.sheet();
    const response = await ada.browser.sends('POST', '/api/calibration/ratings', spoil(body));
    expect(response.status).toBe(400);
    expect(refusalSchema.parse(await response.json()).fields?.[0]?.path).toBe(path);
  });

  it('is kept as it was given, for whoever estimates raters', async () => {
    const ada = await story.somebody();
    const { known } = await ada.given();
    const id = randomUUID();
    const before = Date.now();
    await ada.rates(upsideDown, id);
    const row = await story.server.app.get(CalibrationStore, { strict: false }).byId(id);
    expect(row).toMatchObject({
      vignette: known.id,
      version: known.version,
      scores: known.scores.map(({ competency, score }) => ({ competency, score: 6 - score, reference: score })),
    });
    expect(row?.rated_at.getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe('what one has rated', () => {
  it('is listed newest first, for its owner alone, and each can be read again', async () => {
    const [ada, ben] = [await story.somebody(), await story.somebody()];
    const first = (await ada.rates(exactly)).value;
    const second = (await ada.rates(upsideDown)).value;
    const { ratings } = (await ada.browser.calls('vignetteRatings', { query: { track: TRACK } })).value;
    expect(ratings.map(({ id }) => id)).toEqual([second.rating.id, first.rating.id]);
    expect(ratings[0]?.scores).toEqual(
      second.scores.map(({ competency, score, reference }) => ({ competency, score, reference })),
    );
    expect((await ada.browser.calls('vignetteRatings', { query: { track: 'product-sense' } })).value.ratings).toEqual(
      [],
    );

    const again = (await ada.browser.calls('vignetteRating', { params: { rating: first.rating.id } })).value;
    expect(again).toEqual({ ...first, progress: second.progress });
    expect((await ben.browser.calls('vignetteRatings', { query: {} })).value.ratings).toEqual([]);
    const stranger = await ben.browser.calls('vignetteRating', { params: { rating: first.rating.id } });
    const missing = await ben.browser.calls('vignetteRating', { params: { rating: randomUUID() } });
    expect([stranger.status, stranger.refusal]).toEqual([404, missing.refusal]);
  });

  it('names a vignette to its owner: the handle of somebody else is no vignette', async () => {
    const [ada, ben] = [await story.somebody(), await story.somebody()];
    const body = await ada.sheet();
    const foreign = await ben.sends(body);
    const missing = await ben.sends({ ...body, vignette: '0123456789abcdef' });
    expect([foreign.status, foreign.refusal]).toEqual([404, missing.refusal]);
  });

  it('outlives a revision of the text: scores stay, quotes go', async () => {
    const ada = await story.somebody();
    const { rating, scores } = (await ada.rates(exactly)).value;
    await story.server.app
      .get(DataSource, { strict: false })
      .query('UPDATE vignette_rating SET version = version + 1 WHERE id = $1', [rating.id]);
    const later = (await ada.browser.calls('vignetteRating', { params: { rating: rating.id } })).value;
    expect(later).toMatchObject({ vignette: null, rating: { title: null }, progress: { rated: 1 } });
    expect(later.scores).toEqual(scores.map((score) => ({ ...score, quote: null, because: null })));
  });

  it('is for who is signed in', async () => {
    const nobody = story.nobody;
    for (const path of ['', `/tracks/${TRACK}/next`, '/ratings', `/ratings/${randomUUID()}`]) {
      expect((await nobody.sends('GET', `/api/calibration${path}`)).status).toBe(401);
    }
    const ada = await story.somebody();
    expect((await ada.browser.sends('GET', '/api/calibration/tracks/knitting/next')).status).toBe(400);
    expect((await ada.browser.sends('GET', '/api/calibration/ratings?track=knitting')).status).toBe(400);
    expect((await ada.browser.sends('GET', '/api/calibration/ratings/1')).status).toBe(400);
  });
});
