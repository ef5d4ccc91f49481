import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Server } from 'socket.io';
import type { ErrorCode } from '#shared/contract/errors.js';
import { handshakeSchema, PROTOCOL_VERSION } from '#shared/contract/socket.js';
import { SessionService } from '../accounts/session.service.js';
import { ENV, type Env } from '../config/env.js';
import { LOG, type Log } from '../config/log.js';
import { addressKey } from '../http/address.js';
import { OriginPolicy } from '../http/origin.policy.js';
import { RateLimits } from '../http/rate.limits.js';
import { Refused, toRefusal } from '../http/refused.js';
import { handshakesRefused } from './realtime.metrics.js';
import { channel, type RealtimeSocket } from './realtime.socket.js';

/** Tabs of one account on one process. */
const MAX_SOCKETS = 16;

/** What tells where a connection comes from. */
interface Origin {
  headers: IncomingHttpHeaders;
  address: string | undefined;
}

/** Who may connect: from our own page, signed in, speaking this version, with a bounded number of tabs. */
@Injectable()
export class HandshakeService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Log,
    private readonly origins: OriginPolicy,
    private readonly limits: RateLimits,
    private readonly sessions: SessionService,
  ) {}

  /** Browsers open a WebSocket to anywhere and send the cookies along: CORS does not hold them back. */
  allowRequest = (request: IncomingMessage, answer: (error: string | null, allowed: boolean) => void): void => {
    const code = this.reasonToRefuse(request);
    if (code !== null) handshakesRefused.inc({ code });
    answer(code, code === null);
  };

  /** Let a connection in, or say why not. Never throws: an error here would end the process. */
  async admit(server: Server, socket: RealtimeSocket, next: (error?: Error) => void): Promise<void> {
    try {
      this.limits.take('handshake', addressKey(this.addressOf(socket.handshake)));
      if (!handshakeSchema.safeParse(socket.handshake.auth).success) {
        throw new Refused(
          'PROTOCOL_VERSION',
          `Reload the page: version ${PROTOCOL_VERSION} of the protocol is spoken here.`,
        );
      }
      const who = await this.sessions.authenticate(socket.handshake.headers.cookie);
      if (!who) throw new Refused('NOT_SIGNED_IN', 'Sign in first.');
      const tabs = server.of('/').adapter.rooms.get(channel.account(who.accountId))?.size ?? 0;
      if (tabs >= MAX_SOCKETS) {
        throw new Refused('RATE_LIMITED', 'You have too many tabs open here: close one first.', {
          retryAfterMs: 10_000,
        });
      }
      socket.data.who = who;
      socket.data.rooms = new Map();
      await socket.join([channel.account(who.accountId), channel.session(who.sessionId)]);
      next();
    } catch (error) {
      const { refusal, unexpected } = toRefusal(error);
      if (unexpected) this.log.error({ err: error }, 'a handshake failed');
      handshakesRefused.inc({ code: refusal.code });
      next(Object.assign(new Error(refusal.message), { data: refusal }));
    }
  }

  /** Whether the session that a connection was opened with still holds. */
  async holds(socket: RealtimeSocket): Promise<boolean> {
    return (await this.sessions.authenticate(socket.handshake.headers.cookie))?.sessionId === socket.data.who.sessionId;
  }

  /** A connection takes memory before it has said a word. */
  private reasonToRefuse({ headers, socket }: IncomingMessage): ErrorCode | null {
    if (!this.origins.allows(headers)) return 'FOREIGN_ORIGIN';
    try {
      this.limits.take('connection', addressKey(this.addressOf({ headers, address: socket.remoteAddress })));
      return null;
    } catch (error) {
      return toRefusal(error).refusal.code;
    }
  }

  /** The address before the proxies that are ours. */
  private addressOf({ headers, address }: Origin): string | undefined {
    const forwarded = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    if (this.env.trustProxy === 0) return address;
    return forwarded.at(-this.env.trustProxy) ?? forwarded[0] ?? address;
  }
}
