import type { RoomEventBody } from './events.js';
import type { Seat } from './state.js';

/** What somebody is called everywhere once their account is deleted. */
export const DELETED_NAME = 'Deleted account';

/**
 * An event without what is left in it of a peer who has deleted their account (rule 31): their name, their words, and
 * the words of moments, whoever added them, since in a room of two each is by that peer or about them.
 * Forgetting twice is forgetting once, and a log of which every event was forgotten folds as it did before.
 */
export function forgetIn(body: RoomEventBody, seat: Seat): RoomEventBody {
  switch (body.type) {
    case 'opened':
      return {
        ...body,
        peers: { ...body.peers, [seat]: { ...body.peers[seat], displayName: DELETED_NAME, deleted: true } },
      };
    case 'said':
    case 'noteWritten':
    case 'problemReported':
      return body.seat === seat ? { ...body, text: '' } : body;
    case 'momentAdded':
    case 'momentEdited':
      return { ...body, moment: { ...body.moment, text: '' } };
    default:
      return body;
  }
}
