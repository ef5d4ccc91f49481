import { Catch, Inject, type ArgumentsHost, type WsExceptionFilter } from '@nestjs/common';
import type { Refusal } from '#shared/contract/errors.js';
import { LOG, type Log } from '../config/log.js';
import { toRefusal } from '../http/refused.js';
import { eventsRefused } from './realtime.metrics.js';

/** Whatever goes wrong with an event, its sender gets an acknowledgement that says so, and nothing else. */
@Catch()
export class RefusalFilter implements WsExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const event = host.switchToWs().getPattern();
    const { refusal, unexpected } = toRefusal(error);
    if (unexpected) this.log.error({ err: error, event }, 'an event failed');
    answer(host.getArgs(), refusal);
    eventsRefused.inc({ event, code: refusal.code });
  }
}

/** Acknowledge with a refusal, where the sender asked for an answer. */
export function answer(args: readonly unknown[], refusal: Refusal): void {
  for (const arg of args) if (typeof arg === 'function') arg(refusal);
}
