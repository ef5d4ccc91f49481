import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';
import type { SignedIn } from './signed-in.js';

/** Who looks after this instance: accounts named in the settings, whose address is theirs. */
@Injectable()
export class StaffService {
  private readonly emails: ReadonlySet<string>;

  constructor(@Inject(ENV) env: Pick<Env, 'staffEmails'>) {
    this.emails = new Set(env.staffEmails);
  }

  has(who: SignedIn | null): boolean {
    return who !== null && who.emailConfirmed && this.emails.has(who.email.toLowerCase());
  }
}
