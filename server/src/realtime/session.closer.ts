import { Injectable } from '@nestjs/common';
import { SessionService } from '../accounts/session.service.js';
import { RealtimePublisher } from './realtime.publisher.js';

/** A session that is over takes its connections with it. */
@Injectable()
export class SessionCloser {
  constructor(sessions: SessionService, publisher: RealtimePublisher) {
    sessions.onEnded(({ sessionIds, reason }) => {
      for (const session of sessionIds) publisher.endSession(session, reason);
    });
  }
}
