import type pg from 'pg';
import { lapsedDrill } from './bench.drills.js';
import type { Known } from './bench.world.js';

const LAPSE = `
  INSERT INTO drill AS d (account_id, competency, reason, since, from_at, until_at, before_score, before_se)
  VALUES ($1, 'delivery', 'It is the weakest of the eight.', $2, $3, $4, 2.8, 0.3)
  ON CONFLICT (account_id) WHERE ended_at IS NULL
  DO UPDATE SET competency = excluded.competency, since = excluded.since, from_at = excluded.from_at,
    until_at = excluded.until_at
  WHERE d.until_at > now()`;

/** Lets people's drills lapse again after a read has settled them, so that few people can be read often. */
export class LapsedDrills {
  private readonly last: ReadonlyMap<string, number>;

  /** `now`: epoch milliseconds. */
  constructor(
    private readonly client: pg.Client,
    known: readonly Known[],
    private readonly now: number,
  ) {
    this.last = new Map(known.map(({ account, last }) => [account, last]));
  }

  /** Nothing where the open one has lapsed already. */
  async lapse(account: string): Promise<void> {
    const times = lapsedDrill(this.last.get(account) ?? 0, this.now);
    if (!times) throw new Error('The last session was too short a while ago for a drill to have lapsed since.');
    const { since, from, until } = times;
    await this.client.query(LAPSE, [account, new Date(since), new Date(from), new Date(until)]);
  }
}
