import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { RoomStory } from '../testing/room.story.js';
import { CalibrationStore } from './calibration.store.js';
import { exactly, type Rater, RaterStory, TRACK, upsideDown } from './testing/rater.story.js';

let story: RaterStory;
beforeAll(async () => (story = await RaterStory.begin()), 60_000);
afterAll(() => story.server.close());
afterEach(() => jest.restoreAllMocks());

const hasRated = (interviews: number) =>
  jest
    .spyOn(story.server.app.get(CalibrationStore, { strict: false }), 'interviewsRated')
    .mockResolvedValue(interviews);
const calibration = async (who: Rater) => (await who.browser.calls('calibration', {})).value;

/** Somebody who has passed their set in the track. */
async function calibrated(): Promise<Rater> {
  const ada = await story.somebody();
  for (let n = 0; n < 3; n += 1) await ada.rates(exactly);
  return ada;
}

describe('after ten rated interviews', () => {
  it('two answers more are there to rate, which look like any other, and are kept apart', async () => {
    const ada = await calibrated();
    const before = await calibration(ada);
    expect(before).toMatchObject({ further: [], recheck: null });
    hasRated(12);
    expect((await calibration(ada)).further).toEqual([TRACK]);
    const { shown } = await ada.given();
    expect(Object.keys(shown).sort()).toEqual(['answer', 'competencies', 'handle', 'level', 'question', 'title']);
    expect(JSON.stringify(await ada.next())).not.toMatch(/cycle|recheck/);

    const first = (await ada.rates(exactly)).value;
    expect(first).toMatchObject({ rating: { attempt: null }, progress: before.tracks[0], more: true });
    expect((await calibration(ada)).recheck).toBeNull();
    const second = (await ada.rates(upsideDown)).value;
    expect(second).toMatchObject({ rating: { attempt: null }, more: false });

    const after = await calibration(ada);
    const scores = [...first.scores, ...second.scores];
    expect(after).toMatchObject({ further: [], recheck: { scores: scores.length } });
    expect({ ...after, further: [], recheck: null }).toEqual(before);
    expect((await ada.next()).vignette).toBeNull();
    expect((await ada.browser.calls('vignetteRatings', { query: {} })).value.ratings).toHaveLength(3);
    const rating = { params: { rating: second.rating.id } };
    expect((await ada.browser.calls('vignetteRating', rating)).value).toEqual(second);
    const eve = await story.somebody();
    expect((await eve.browser.calls('vignetteRating', rating)).refusal.code).toBe('NOT_FOUND');
  });

  it('an answer may come again, under another name, in the next ten; each is rated once', async () => {
    const ada = await calibrated();
    hasRated(10);
    const sheet = await ada.sheet();
    expect((await ada.sends(sheet)).status).toBe(201);
    expect((await ada.sends(sheet)).status).toBe(201);
    expect((await ada.sends({ ...sheet, id: randomUUID() })).refusal.code).toBe('ALREADY_SUBMITTED');
    await ada.rates(exactly);
    const seen = new Set<string>();
    for (const interviews of [20, 30, 40]) {
      hasRated(interviews);
      for (let n = 0; n < 2; n += 1) {
        const { shown } = await ada.given();
        seen.add(shown.handle);
        await ada.rates(exactly);
      }
    }
    expect(seen.size).toBe(6);
  });

  it('nobody is asked again before their sets are over, or sends what is not theirs', async () => {
    hasRated(10);
    const ben = await story.somebody();
    await ben.rates(exactly);
    expect((await calibration(ben)).further).toEqual([]);
    expect((await ben.rates(exactly)).value.rating.attempt).toBe(1);
    const ada = await calibrated();
    const foreign = await ada.sheet();
    expect((await ben.sends(foreign)).refusal.code).toBe('NOT_FOUND');
  });
});

describe('what counts as a rated interview', () => {
  it('is a sheet on a candidate in a room that counts', async () => {
    const people = new RoomStory(story.server.app, story.server.url);
    const { room, people: both } = await people.pair({});
    const [ada, ben] = both;
    const source = story.server.app.get(DataSource, { strict: false });
    const count = () => story.server.app.get(CalibrationStore, { strict: false }).interviewsRated(ada.id);
    expect(await count()).toBe(0);
    const sheet = (kind: string, round: number) =>
      source.query(
        `INSERT INTO sheet (id, room_id, round, kind, author_id, about_id, content, submitted_at)
         VALUES ($1, $2, $3, $4, $5, $6, '{}', now())`,
        [randomUUID(), room, round, kind, ada.id, ben.id],
      );
    await sheet('peer', 1);
    await sheet('self', 2);
    await source.query('INSERT INTO room_rating (room_id, counts, check_at) VALUES ($1, true, now())', [room]);
    expect(await count()).toBe(1);
    await source.query('UPDATE room_rating SET counts = false WHERE room_id = $1', [room]);
    expect(await count()).toBe(0);
    people.closeTabs();
  });
});
