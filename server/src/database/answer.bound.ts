import pg from 'pg';

/**
 * What is sent into a line that swallows everything is not answered, and TCP sends it again for a quarter of an hour
 * before it gives up. So a connection on which a statement is not answered in this time is broken off: who waits for it
 * is told, and the pool opens another one. The time is longer than Postgres itself gives any statement.
 */
export function boundAnswers(client: pg.ClientBase, ms: number, onBroken: () => void): void {
  const clock = new AnswerClock(ms, () => {
    onBroken();
    if (client instanceof pg.Client) void client.end();
  });
  client.query = new Proxy(client.query, {
    apply(query, self: unknown, given: unknown[]): unknown {
      const callback = given.at(-1);
      if (typeof callback === 'function') {
        given[given.length - 1] = (...answer: unknown[]): void => {
          clock.answered();
          Reflect.apply(callback, undefined, answer);
        };
      }
      const answer: unknown = Reflect.apply(query, self, given);
      clock.asked();
      if (typeof callback !== 'function') Promise.resolve(answer).then(clock.answered, clock.answered);
      return answer;
    },
  });
}

/** Runs while anything is asked that was not answered, and begins anew with each answer. */
class AnswerClock {
  private open = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly ms: number,
    private readonly late: () => void,
  ) {}

  asked(): void {
    this.open += 1;
    // The connection itself keeps the process from ending; its clock need not.
    this.timer ??= setTimeout(this.late, this.ms).unref();
  }

  readonly answered = (): void => {
    this.open -= 1;
    if (this.open > 0) return void this.timer?.refresh();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  };
}
