import { randomUUID } from 'node:crypto';
import type { RouteResponse } from '#shared/contract/http.js';
import type { TrackStanding, VignetteScore } from '#shared/contract/calibration.js';
import type { Vignette } from '#shared/interview/vignette.js';
import { RoomStory } from '../../testing/room.story.js';
import { startTestApp, type TestApp } from '../../testing/test.app.js';
import { Visitor, type Answer } from '../../testing/visitor.js';
import { VignetteLibrary } from '../vignette.library.js';

export const TRACK = 'ml-case' as const;

type Next = RouteResponse<'nextVignette'>;
type Scores = { competency: Vignette['scores'][number]['competency']; score: VignetteScore }[];

/** What somebody gives, by what the rubric gives. */
export type Rule = (reference: number) => number;
export const exactly: Rule = (reference) => reference;
export const upsideDown: Rule = (reference) => 6 - reference;

/** A server, and people who rate vignettes on it. */
export class RaterStory {
  private constructor(
    readonly server: TestApp,
    readonly library: VignetteLibrary,
    private readonly people: RoomStory,
  ) {}

  static async begin(): Promise<RaterStory> {
    const server = await startTestApp();
    const library = server.app.get(VignetteLibrary, { strict: false });
    return new RaterStory(server, library, new RoomStory(server.app, server.url));
  }

  get nobody(): Visitor {
    return new Visitor(this.server.url);
  }

  /** Somebody new who is signed in. */
  async somebody(): Promise<Rater> {
    const { cookie } = await this.people.person('Ada');
    return new Rater(new Visitor(this.server.url, { Cookie: cookie }), this.library);
  }
}

/** Somebody who rates vignettes, by rules that know the references. */
export class Rater {
  constructor(
    readonly browser: Visitor,
    private readonly library: VignetteLibrary,
  ) {}

  async next(): Promise<Next> {
    return (await this.browser.calls('nextVignette', { params: { track: TRACK } })).value;
  }

  /** What is to be rated, and what it is in the library: known there by its answer. */
  async given(): Promise<{ shown: NonNullable<Next['vignette']>; known: Vignette }> {
    const { vignette: shown } = await this.next();
    const known = this.library.of(TRACK).find(({ answer }) => answer === shown?.answer);
    if (!shown || !known) throw new Error('There is nothing to rate.');
    return { shown, known };
  }

  /** What is to be rated, with the scores of a rule: ready to be sent. */
  async sheet(rule: Rule = exactly): Promise<{ id: string; vignette: string; scores: Scores }> {
    const { shown, known } = await this.given();
    return { id: randomUUID(), vignette: shown.handle, scores: scoresBy(rule, known) };
  }

  async rates(rule: Rule, id: string = randomUUID()): Promise<Answer<'rateVignette'>> {
    return this.sends({ ...(await this.sheet(rule)), id });
  }

  sends(body: { id: string; vignette: string; scores: Scores }): Promise<Answer<'rateVignette'>> {
    return this.browser.calls('rateVignette', { body });
  }

  async standing(): Promise<TrackStanding | undefined> {
    const { value } = await this.browser.calls('calibration', {});
    return value.tracks.find(({ track }) => track === TRACK);
  }
}

export function scoresBy(rule: Rule, { scores }: Vignette): Scores {
  return scores.map(({ competency, score }) => ({ competency, score: rule(score) as VignetteScore }));
}
