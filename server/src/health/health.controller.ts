import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { collectDefaultMetrics, register } from 'prom-client';
import { isPrivate } from '../http/address.js';
import { Refused } from '../http/refused.js';
import { ServeOpen } from '../http/serve.decorator.js';
import { Readiness, type Condition } from './readiness.js';

@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {
    if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();
  }

  @ServeOpen('/health/live')
  live(): { alive: true } {
    return { alive: true };
  }

  @ServeOpen('/health/ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<Condition> {
    const condition = await this.readiness.condition();
    response.status(condition.ready ? 200 : 503);
    return condition;
  }

  /** For whoever watches the machine from beside it; from outside there is nothing here. */
  @ServeOpen('/metrics')
  async metrics(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!isPrivate(request.socket.remoteAddress) || request.headers['x-forwarded-for'] !== undefined) {
      throw new Refused('NOT_FOUND', 'There is nothing at this address.');
    }
    const text = await register.metrics();
    response.type(register.contentType).send(text);
  }
}
