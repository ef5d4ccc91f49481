import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { routes, type RouteName } from '#shared/contract/http.js';
import { SessionService } from '../accounts/session.service.js';
import type { SignedIn } from '../accounts/signed-in.js';
import { StaffService } from '../accounts/staff.service.js';
import { addressKey } from './address.js';
import { answerWithin, inTime } from './deadline.js';
import { OriginPolicy } from './origin.policy.js';
import { RateLimits } from './rate.limits.js';
import { Refused } from './refused.js';
import { setContext } from './request.context.js';
import { OPEN, ROUTE } from './serve.decorator.js';

/** The one guard of all HTTP routes: where from, how often, who, and whether they may. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    private readonly origins: OriginPolicy,
    private readonly limits: RateLimits,
    private readonly staff: StaffService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(OPEN, handler) === true) return true;
    const route = this.reflector.get<RouteName | undefined>(ROUTE, handler);
    if (route === undefined) throw new Error(`${handler.name} serves no route of the contract`);

    const request = context.switchToHttp().getRequest<Request>();
    if (routes[route].method !== 'GET' && !this.origins.allows(request.headers)) {
      throw new Refused('FOREIGN_ORIGIN', 'This was sent from a page of another site.');
    }
    this.limits.take('address', addressKey(request.ip));
    const who = await inTime(answerWithin(route), this.sessions.authenticate(request.headers.cookie));
    if (who !== null) this.limits.take('account', who.accountId);
    if (routes[route].access === 'staff') this.admitStaff(who);
    else admit(route, who);
    setContext(request, { route, who });
    return true;
  }

  /** To anybody else it is an address like any other that leads nowhere. */
  private admitStaff(who: SignedIn | null): void {
    if (!this.staff.has(who)) throw new Refused('NOT_FOUND', 'There is nothing at this address.');
  }
}

function admit(route: RouteName, who: SignedIn | null): void {
  const { access } = routes[route];
  if (access === 'public') return;
  if (who === null) throw new Refused('NOT_SIGNED_IN', 'Sign in first.');
  if (access === 'confirmed' && !who.emailConfirmed) {
    throw new Refused('EMAIL_NOT_CONFIRMED', 'Confirm your e-mail address first: the link is in the mail we sent.');
  }
}
