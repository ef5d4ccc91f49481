import type { ErrorCode } from '#shared/contract/errors.js';
import type { ClientEventName, ServerEventName } from '#shared/contract/socket.js';

/** What each refusal means to somebody who writes a client. */
export const CODE_WORDS: Record<ErrorCode, string> = {
  BAD_REQUEST: 'Not understood. `fields` says what should be where; sending the same again is useless.',
  PAYLOAD_TOO_LARGE: 'The body is over 64 KB, or over 512 KB for a flow’s text.',
  NOT_SIGNED_IN: 'No session, or one that is over. Sign in.',
  WRONG_CREDENTIALS: 'No account has this address and this password; or, signed in, it is not one’s own password.',
  EMAIL_NOT_CONFIRMED: 'The address has to be confirmed first, by the link of the mail.',
  TOKEN_INVALID: 'The token of the mail was used already, is too old, or was never given out.',
  FORBIDDEN: 'Known, but not allowed.',
  FOREIGN_ORIGIN: 'Sent by a page of another site.',
  NOT_FOUND: 'Not there, or not for you: the two are never told apart.',
  CONFLICT: 'Contradicts how things are; the message says what to do first.',
  RATE_LIMITED: 'Too often. Wait `retryAfterMs`.',
  PROTOCOL_VERSION: 'The handshake named another version of this protocol, or none.',
  UNKNOWN_EVENT: 'There is no socket event of this name.',
  UNAVAILABLE: 'Not right now. What was asked may or may not have happened: send it again with the same `id`.',
  INTERNAL: 'A mistake of the server. The answer’s `X-Request-Id` finds it in the log.',
  ALREADY_QUEUED: 'There is a ticket already: give it back first.',
  IN_A_ROOM: 'In a room that is still open: `queueStatus` says which.',
  NO_TICKET: 'There is no ticket. (`dequeue` is content with that.)',
  MATCH_OVER: 'The match was declined, ran out, or became a room.',
  BRIEF_NOT_OPENED: 'Open the brief first (`openBrief`), in its latest version.',
  NOT_EARNED: 'The script is for who has taken the flow, has interviewed with it, or is licensed.',
  COMMAND_ID_REUSED: 'This `id` came with another command before.',
  ROOM_CLOSED: 'The room is closed: it can be read, and nothing else.',
  WRONG_PHASE: 'Not in this phase of the room.',
  WRONG_ROUND: 'The command names a round that is not the current one: the view is behind.',
  WRONG_SEAT: 'The other seat’s business in this round.',
  STALE_STEP: 'The command names a step that is not the current one: the view is behind.',
  LAST_STEP: 'There is no step after this one.',
  UNKNOWN_STEP: 'No step of this flow, or none that was asked yet.',
  UNKNOWN_CARD: 'No card of this flow.',
  UNKNOWN_FACT: 'No fact of this flow.',
  UNKNOWN_SIGNAL: 'No signal of this flow.',
  UNKNOWN_MOMENT: 'There is no moment with this id in this round.',
  ALREADY_PLAYED: 'Cards, facts and hints are played once a round.',
  CARD_NOT_PLAYED: 'The card has to be played before.',
  NO_SECOND_PROBE: 'This card has no second probe.',
  NOT_A_HINT: 'This card is no hint.',
  HINT_BY_GIVE_HINT: 'Hints are given with `giveHint`.',
  MARK_NEEDS_CARD: '`after-card` names the card, and no other mark names one.',
  COMPETENCY_NOT_EXERCISED: 'The flow of this round does not exercise this competency.',
  TIME_OUTSIDE_ROUND: 'The time lies outside the round so far.',
  PAUSED: 'Not while the clock is stopped.',
  NOT_PAUSED: 'The clock is running.',
  PAUSE_USED_UP: 'The pauses of this round are used up.',
  NO_EXTENSION_LEFT: 'This round was extended as often as it may be.',
  PROPOSAL_PENDING: 'A proposal of this kind stands already.',
  NO_PROPOSAL: 'No such proposal stands.',
  OWN_PROPOSAL: 'The other peer answers; who proposed may withdraw.',
  PARTNER_PRESENT: 'Only where the partner is gone.',
  SEAT_HELD: 'The partner’s seat is still held for them.',
  NOTHING_TO_REHEARSE: 'One’s own interview is over, so that there is none to take alone.',
  NO_CARD_LEFT: 'In a rehearsal: this step has no follow-up that was not drawn.',
  NO_HINT_LEFT: 'In a rehearsal: this step has no hint that was not given.',
  SELF_FIRST: 'The self-rating comes first.',
  ALREADY_SUBMITTED: 'A sheet is final once it was submitted, and so is the rating of a vignette.',
  NOT_YOUR_SHEET: 'This seat does not owe this sheet; or it is not the one to correct it, or to dispute it.',
  TOO_LATE: 'The time for it is over: 48 hours to submit a sheet, an hour to correct it, 14 days to dispute it.',
  EVIDENCE_NEEDED: 'A 1, 2 or 5 needs evidence.',
  EVIDENCE_UNKNOWN: 'The evidence names nothing of this round, or what this sheet may not name.',
  SHEET_INCOMPLETE:
    'The sheet does not have what its kind asks for: see “Sheets”. For a vignette: not each of its competencies once.',
  SEALED: 'The ratings of this room are not revealed yet.',
  ALREADY_DISPUTED: 'This sheet was disputed already.',
  TOO_MANY_DISPUTES: 'Three disputes of one person are undecided; one of them has to be settled first.',
  ALREADY_DECIDED: 'Staff have decided, and that is final.',
  STALE_DRAFT: 'The draft was saved from elsewhere since: read it again, and save over its `revision`.',
  FLOW_BROKEN: 'The flow has errors; `findings` says which, and where. Nothing was published.',
};

export const CLIENT_EVENT_WORDS: Record<ClientEventName, string> = {
  'room:join':
    'Take one’s seat. Counts this connection as present (a peer may have several), and gives every event after `since` of one’s own stream. Send it again after every reconnection, with the number of the last event that was applied.',
  'room:leave':
    'Leave with this connection. Closing the connection does the same. The partner is told when the last connection of a peer is gone for some seconds.',
  'room:sync':
    'Get the events after `since` without changing who is present: for when a gap shows, and to read a room that is closed.',
  'room:command':
    'Ask for something to happen in the room. Acknowledged once it is durable. `seq` is the number of the last event in one’s own stream after it took effect: it may arrive after the acknowledgement.',
  'doc:join':
    'Get the shared notes of a round whole (a Yjs document with one text, `notes`), as one Yjs update (version 1, base64), and follow it from then on.',
  'doc:update': 'Change a shared document by a Yjs update (version 1, base64). Acknowledged once it is durable.',
  'doc:cursor': 'Say where one’s cursor is, in whatever form the clients agree on. Passed on, kept nowhere.',
  'queue:watch':
    'Follow one’s own place in the queue: `queue:status` comes whenever it changes. Each one also says that the client is still there, as `queueStatus` does: send it every 10 seconds. Who was not heard of for 30 seconds is proposed to nobody, and after 90 seconds the ticket is given up.',
};

export const SERVER_EVENT_WORDS: Record<ServerEventName, string> = {
  'room:events': 'The next events of one’s own stream, in order.',
  'doc:updated': 'Somebody else changed the document: a Yjs update (version 1, base64).',
  'doc:cursor': 'Where the cursor of the other seat is.',
  'queue:status': 'One’s own place in the queue has changed.',
  'report:revealed': 'The ratings of a room are revealed: the route `report` has them. Comes without `room:join`.',
  'report:changed':
    'Something came of an open report: a correction, a dispute or what became of it, thanks. The routes `report` and `followUp` have it. Comes without `room:join`.',
  'progress:changed':
    'One’s own numbers were compiled anew, or another drill is suggested: the route `progress` has them. It comes after every session that was revealed; one that does not count leaves the numbers, and `compiledAt` there, as they were. When all is solved anew, as every night, everybody who is connected gets it once, with `spreadMs`: `compiledAt` is the moment of that, and what is counted without the model stays.',
  'session:ended': 'This session is over. The connection is closed right after.',
};
