import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';

/** Which pages may make a browser write to us or open a socket: our own. Holds for HTTP and for handshakes. */
@Injectable()
export class OriginPolicy {
  private readonly own: string;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'publicUrl' | 'secure'>) {
    this.own = new URL(env.publicUrl).origin;
  }

  /** Programs that are no browser send no `Origin`, and carry no user's cookie unawares. */
  allows(headers: IncomingHttpHeaders): boolean {
    const { origin, host } = headers;
    if (origin === undefined) {
      const site = headers['sec-fetch-site'];
      return site === undefined || site === 'same-origin' || site === 'none';
    }
    if (origin === this.own) return true;
    if (!URL.canParse(origin)) return false;
    const from = new URL(origin);
    return from.host === host && (!this.env.secure || from.protocol === 'https:');
  }
}
