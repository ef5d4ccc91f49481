import { z } from 'zod';
import { TRACKS } from '#shared/interview/track.js';
import { agreementOf, passes } from '#shared/rating/agreement.js';
import { bandsOf } from '#shared/rating/calibration.js';
import { exactly, RaterStory, TRACK, upsideDown, type Rule } from './testing/rater.story.js';

let story: RaterStory;
beforeAll(async () => (story = await RaterStory.begin()), 60_000);
afterAll(() => story.server.close());

describe('a set of three', () => {
  it('is open in every track that has one, and nothing is known of a newcomer', async () => {
    const ada = await story.somebody();
    const { value } = await ada.browser.calls('calibration', {});
    expect(value.tracks.map(({ track }) => track)).toEqual([...TRACKS]);
    expect(await ada.standing()).toEqual({ track: TRACK, standing: 'open', attempt: 1, rated: 0, result: null });
    expect(value).toMatchObject({ overall: null, competencies: [] });
    expect((await ada.browser.calls('vignetteRatings', { query: {} })).value.ratings).toEqual([]);
  });

  it('tells nothing of what a vignette is worth before it is rated', async () => {
    const ada = await story.somebody();
    for (let n = 0; n < 3; n += 1) {
      const response = await ada.browser.sends('GET', `/api/calibration/tracks/${TRACK}/next`);
      const bytes = await response.text();
      const { known } = await ada.given();
      const shown = z.object({ vignette: z.record(z.string(), z.unknown()) }).parse(JSON.parse(bytes)).vignette;
      expect(Object.keys(shown).sort()).toEqual(['answer', 'competencies', 'handle', 'level', 'question', 'title']);
      const worth = ['"scores":[', '"score"', '"quote"', '"because"', '"kind"', `"${known.kind}"`, `"${known.id}"`];
      for (const words of worth) expect(bytes).not.toContain(words);
      for (const { because } of known.scores) expect(bytes).not.toContain(because.slice(0, 20));
      await ada.rates(exactly);
    }
  });

  it('answers a rating with the reference, the words that decide it, and why', async () => {
    const ada = await story.somebody();
    const { known } = await ada.given();
    const answer = await ada.rates((reference) => Math.min(5, reference + 1));
    expect(answer.status).toBe(201);
    expect(answer.value.scores).toEqual(
      known.scores.map(({ competency, score, quote, because }) => ({
        competency,
        score: Math.min(5, score + 1),
        reference: score,
        quote,
        because,
      })),
    );
    expect(answer.value.rating).toMatchObject({ track: TRACK, attempt: 1, title: known.title });
    expect(answer.value.vignette).toEqual({
      level: known.level,
      kind: known.kind,
      question: known.question,
      answer: known.answer,
    });
    expect(answer.value.progress).toMatchObject({ standing: 'open', rated: 1 });
  });

  it('calibrates who is near the reference, by one answer of each kind', async () => {
    const ada = await story.somebody();
    const seen: string[] = [];
    const pairs: { score: number; reference: number }[] = [];
    for (let n = 0; n < 3; n += 1) {
      seen.push((await ada.given()).known.id);
      pairs.push(...(await ada.rates(n === 0 ? (reference) => Math.max(1, reference - 1) : exactly)).value.scores);
    }
    for (const band of bandsOf(story.library.of(TRACK))) expect(seen.filter((id) => band.includes(id))).toHaveLength(1);
    const expected = agreementOf(pairs.map(({ score, reference }) => ({ score, reference })));
    expect(await ada.standing()).toEqual({
      track: TRACK,
      standing: 'calibrated',
      attempt: 1,
      rated: 3,
      result: { attempt: 1, ...expected, passed: true },
    });
    expect((await ada.next()).vignette).toBeNull();
    const { value } = await ada.browser.calls('calibration', {});
    expect(value.overall).toMatchObject({ scores: pairs.length, vignettes: 3, signedError: expected?.signedError });
    expect(value.competencies.reduce((sum, { scores }) => sum + scores, 0)).toBe(pairs.length);
  });

  it('is followed by one retry with the other three, and then by nothing', async () => {
    const ada = await story.somebody();
    const handles = new Set<string>();
    for (let n = 0; n < 3; n += 1) {
      handles.add((await ada.given()).shown.handle);
      await ada.rates(upsideDown);
    }
    expect(await ada.standing()).toMatchObject({ standing: 'open', attempt: 2, rated: 0, result: { passed: false } });
    for (let n = 0; n < 3; n += 1) {
      handles.add((await ada.given()).shown.handle);
      await ada.rates(upsideDown);
    }
    expect(handles.size).toBe(6);
    expect(await ada.standing()).toMatchObject({
      standing: 'used-up',
      attempt: 2,
      rated: 3,
      result: { passed: false },
    });
    expect((await ada.next()).vignette).toBeNull();
  });

  it('is the same on every device, and another for others', async () => {
    const ada = await story.somebody();
    expect(await ada.next()).toEqual(await ada.next());
    const first = new Set<string>();
    for (let n = 0; n < 12; n += 1) first.add((await (await story.somebody()).given()).known.id);
    expect(first.size).toBeGreaterThan(1);
  });
});

it('a set by the reference passes, and one upside down does not', () => {
  for (const track of TRACKS) {
    const pairs = (rule: Rule) =>
      story.library
        .of(track)
        .flatMap(({ scores }) => scores.map(({ score }) => ({ score: rule(score), reference: score })));
    if (pairs(exactly).length === 0) continue;
    expect(passes(agreementOf(pairs(exactly))!)).toBe(true);
    expect(passes(agreementOf(pairs(upsideDown))!)).toBe(false);
  }
});
