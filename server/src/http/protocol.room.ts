import type { PeerCommand } from '#shared/room/commands.js';
import type { RoomEventBody } from '#shared/room/events.js';
import { table } from './protocol.table.js';

type CommandName = PeerCommand['type'];
type EventName = RoomEventBody['type'];

const RATED_PHASES = 'interview, rating';
const FROM_BRIEFING = 'briefing to debrief';
const NEGOTIATED = 'briefing, interview';

/** For each command who may send it, in which phases, and what comes of it. */
const COMMANDS: Record<CommandName, readonly [from: string, phases: string, words: string]> = {
  declareReady: [
    'both',
    'briefing',
    'Ready to begin: `readyDeclared`. Once both are, the interview begins at once. There is no taking it back.',
  ],
  rehearse: [
    'both',
    NEGOTIATED,
    'Go on alone, once the partner’s seat was released (`seatReleased`): `rehearsalStarted`. `round` is the one that the room is in; what is rehearsed is the round in which one is the candidate, from where it stands if it is on. `NOTHING_TO_REHEARSE` where that round is over.',
  ],
  drawCard: [
    'candidate',
    'rehearsal',
    'Draw the next follow-up of this step, in an order that the flow sets: `cardPlayed`. `NO_CARD_LEFT` after the last.',
  ],
  endRehearsal: ['candidate', 'rehearsal', 'End the rehearsal and rate oneself: `interviewEnded`. At any step.'],
  advanceStep: [
    'interviewer',
    'interview, rehearsal',
    'On to the next step: `stepEntered`. `from` is the current one, so that two clicks are one step. A short interview skips the steps with `minutes.short` 0. After the last step (`LAST_STEP`) propose to end, or end the rehearsal.',
  ],
  returnToStep: [
    'interviewer',
    'interview, rehearsal',
    'Back to a step that was entered before: `stepEntered`. In a rehearsal its candidate sends this and the one above.',
  ],
  releaseFact: ['interviewer', 'interview', 'Tell the candidate a fact of the flow: `factReleased`.'],
  playCard: [
    'interviewer',
    'interview',
    'Put a card that is no hint: `cardPlayed`. What its `when` says is advice: it may be played at any time, in any step.',
  ],
  playSecondProbe: ['interviewer', 'interview', 'Put the `second` of a card that was played: `secondProbePlayed`.'],
  askHint: [
    'candidate',
    'interview, rehearsal',
    'Ask for a hint: `hintAsked`. Asking again before one is given is accepted and changes nothing. In a rehearsal a hint of this step follows at once: `hintGiven`; `NO_HINT_LEFT` after the last.',
  ],
  giveHint: [
    'interviewer',
    'interview',
    'Give a card of kind `hint`: `hintGiven`. It need not have been asked for. More than one hint may be given, each once.',
  ],
  markSignal: [
    'interviewer',
    RATED_PHASES,
    'Mark a signal of any step: `signalMarked`. `card` is a card or hint that was played, with `after-card`, and null with the other marks. The last mark of a signal counts. Until the own sheet of the round is in.',
  ],
  clearMark: ['interviewer', RATED_PHASES, 'Take a mark back: `markCleared`.'],
  addMoment: [
    'interviewer',
    RATED_PHASES,
    'Write down a moment: `momentAdded`. `momentId` is a UUID that the client makes; evidence names it. `competency` is one of the flow’s `exercises`; `t` is now unless given, and no later than now.',
  ],
  editMoment: ['interviewer', RATED_PHASES, 'Change all of a moment but its time: `momentEdited`.'],
  removeMoment: ['interviewer', RATED_PHASES, 'Remove a moment: `momentRemoved`.'],
  writeNote: [
    'both',
    FROM_BRIEFING,
    'Replace the whole of one’s own private note of this round, in the debrief of the last one: `noteWritten`. The shared documents are another thing.',
  ],
  say: ['both', 'all but closed', 'Chat, also in pauses: `said`, with the id of the command as its `id`.'],
  pause: [
    'both',
    'interview',
    'Stop the clock: `paused`. It goes on by itself after `durations.pauseLimit`, or when the `durations.pauseTotal` of the round are used up. Meanwhile nothing is put to the candidate and no hint asked for; all else goes on.',
  ],
  resume: ['both', 'interview', 'Let the clock go on, whoever stopped it: `resumed`, with the new deadline.'],
  proposeExtension: ['both', 'interview', 'Ask the partner for more time: `extensionProposed`.'],
  answerExtension: [
    'both',
    'interview',
    'Answer the partner’s proposal: `extensionAnswered`, with the deadline as it is now.',
  ],
  proposeEnd: [
    'both',
    NEGOTIATED,
    'Ask the partner to end: `endProposed`. `interview` ends this interview and begins its rating (only in an interview), `session` closes the room as `ended-early`, `void` closes it as failed for technical reasons: nothing is owed and nothing counts.',
  ],
  answerEnd: ['both', NEGOTIATED, 'Answer the partner’s proposal: `endAnswered`.'],
  withdrawEnd: ['both', NEGOTIATED, 'Take back one’s own proposal: `endWithdrawn`.'],
  thank: ['both', 'debrief', 'Thank the partner: `thanked`. Once.'],
  finish: [
    'both',
    'debrief',
    'Be done with the debrief: `finished`. The room closes once both are, or the partner’s seat was released; after a rehearsal at once.',
  ],
  leaveForGood: [
    'both',
    'all but closed',
    'Leave and close the room: as `no-show` while gathering, as `abandoned` later; in the debrief the same as `finish`. A rehearsal is closed by its candidate alone, as `rehearsed`; to the other it is leaving and no more.',
  ],
  endWithoutPartner: [
    'both',
    FROM_BRIEFING,
    'Close the room without blame, once the partner’s seat was released (`seatReleased`).',
  ],
  reportProblem: ['both', 'all but closed', 'Say that something is wrong: `problemReported`, which the partner sees.'],
};

/** What each event means to who receives it. */
const EVENTS: Record<EventName, string> = {
  opened:
    'Always the first. `durations` are milliseconds (`extensionsMax` is a number of times); `flow` is null in the round in which the reader is the candidate; `until` ends gathering.',
  entered: 'A peer has come, or come back.',
  left: 'A peer is gone; the seat is held for `durations.seatHold`, and the clock goes on.',
  seatReleased: 'The seat is held no longer. The peer may still come back: `entered`.',
  briefingStarted:
    'The interviewer reads the flow (`roomFlow`); both declare to be ready. The interview begins at `until` at the latest.',
  readyDeclared: 'A peer is ready.',
  interviewStarted: 'The prompt, for both. The round’s clock starts at 0.',
  rehearsalStarted:
    'The partner’s seat was released, and the candidate of `round` goes on alone. An interview of this round that was on goes on where it stands, with its deadline in `until`; else `stepEntered` follows and the clock starts at 0. The other peer may come and go, and queue for another room; their commands are refused (`WRONG_SEAT`).',
  stepEntered: 'The question of a step, for both. The first comes with `interviewStarted`.',
  factReleased: 'A fact, for both.',
  cardPlayed: 'What the interviewer says, for both; in a rehearsal what its candidate has drawn.',
  secondProbePlayed: 'What the interviewer says, for both.',
  hintAsked: 'The candidate asks for a hint.',
  hintGiven: 'A hint, for both.',
  signalMarked: 'To the interviewer alone.',
  markCleared: 'To the interviewer alone.',
  momentAdded: 'To the interviewer alone.',
  momentEdited: 'To the interviewer alone: the moment as it is now.',
  momentRemoved: 'To the interviewer alone.',
  noteWritten: 'To its writer alone: the whole note of the round.',
  said: 'A line of chat.',
  paused: 'The round’s clock stands still, until `resumesAt` at the latest.',
  resumed: 'It goes on; `until` is the new deadline of the interview. `by` is `system` where the pause ran out.',
  extensionProposed: 'The other peer answers, before `lapsesAt`.',
  extensionAnswered: '`until` is the deadline of the interview, moved or not.',
  extensionLapsed: 'Nobody answered.',
  endProposed: 'The other peer answers, before `lapsesAt`.',
  endAnswered: 'With `agree`, `interviewEnded` or `closed` follows.',
  endWithdrawn: 'The proposal is gone.',
  endLapsed: 'Nobody answered.',
  interviewEnded: '`ratingStarted` follows.',
  ratingStarted:
    'Sheets are submitted over HTTP. All three in (after a rehearsal: the self-rating), or `until`: the next phase begins. Late sheets are taken for 48 hours.',
  sheetSubmitted: 'A sheet is in. What it says is in no event.',
  debriefStarted:
    'Both rounds are over. `flows` names what was played in round 1 and in round 2; null for a round that was not held, because a rehearsal took its place.',
  thanked: 'A peer says thank you.',
  finished: 'A peer is done with the debrief.',
  problemReported: 'Something is wrong, says a peer.',
  closed:
    'Always the last. `completed`: the debrief was reached; `ended-early`: both agreed; `void`: both agreed that it failed; `no-show`: somebody never came; `abandoned`: somebody left for good, or stayed away; `rehearsed`: one went on alone. Both may queue again at once.',
};

const PHASES = [
  ['gathering', '`opened`', 'when both have entered by `room:join`; closed as `no-show` at its deadline'],
  ['briefing of round 1', '`briefingStarted`', 'when both are ready, or at its deadline'],
  ['interview of round 1', '`interviewStarted`', 'when both agree to end it, or at its deadline'],
  ['rating of round 1', '`ratingStarted`', 'when all three sheets of the round are in, or at its deadline'],
  ['the same for round 2', '`briefingStarted`', ''],
  [
    'rehearsal, out of a briefing or an interview',
    '`rehearsalStarted`',
    'when its candidate ends it, or at its deadline; the rating of its round and the debrief follow, in round 1 too',
  ],
  ['debrief', '`debriefStarted`', 'when both have sent `finish`, or at its deadline'],
  ['closed', '`closed`', ''],
];

const PHASES_TAIL =
  'Nobody asks for the next phase: it begins by itself, and `until` in the event that begins it is its deadline. Seat A interviews in round 1 and is the candidate in round 2.';

const COMMANDS_HEAD = `## The commands of a room

Sent as \`command\` of \`room:command\`; their fields are under \`PeerCommand\`. One needs no \`room:join\` to send them, but without it no \`room:events\` come. In the wrong phase they are refused with \`WRONG_PHASE\`, from the wrong seat with \`WRONG_SEAT\`, with a \`round\` that is not the current one with \`WRONG_ROUND\`. What is so already is accepted, and adds no event. Cards, second probes, facts and hints are played at most once a round (\`ALREADY_PLAYED\`), and none in a pause (\`PAUSED\`). A proposal lapses after \`durations.proposalLapse\`; one of a kind stands at a time (\`PROPOSAL_PENDING\`).`;

const EVENTS_HEAD = `## The events of a room

The \`body\` of each event of a stream; their fields are under \`RoomEventBody\`. Unless it says otherwise, both peers receive them.`;

const SHEETS = `## Sheets

Three a round: the candidate’s of themself (\`self\`), the interviewer’s of the candidate (\`peer\`), and, only after the self-rating, the candidate’s of the interviewer (\`interviewer\`). \`ownSheets\` says which are open and what they rate. A sheet is checked whole:

- \`self\` and \`peer\` rate each of the round’s \`competencies\` exactly once, \`interviewer\` each of the four skills. \`score\` is 1 (weak) to 5 (strong); null is “not seen” and always allowed.
- In \`self\` and \`peer\` a 1, 2 or 5 carries at least one piece of \`evidence\`. It is of the same round: a \`note\` in one’s own words, a \`card\` or hint that was played, and in a \`peer\` sheet also a \`signal\` that is marked or a \`moment\`, by its id. A \`self\` sheet names neither.
- \`overall\` is required in \`peer\`, and null in \`self\`. \`keep\` and \`change\` are required in \`peer\`, and may be empty in the others.

Of a rehearsal there is the \`self\` sheet alone; it stays with its author, and is in nobody’s numbers. A round whose place a rehearsal took owes none.

All stay sealed until the debrief was reached or the room has closed, and either all that are owed are in or 48 hours have passed since the last interview. An interview that was cut off by the room’s closing owes no sheets. Then \`report:revealed\` comes, and \`report\` has them all.

Items of the report can be marked with \`markUseful\` by the candidate whom they are about: \`<round>:<competency>\` for each competency that the \`peer\` sheet gave a score, \`<round>:keep\` and \`<round>:change\`: \`1:framing\`, \`2:keep\`. Nothing else can be.`;

/** How a room goes, what may be asked of it, what happens in it, and what is rated after it. */
export function roomSections(): string[] {
  const commands = Object.entries(COMMANDS).map(([name, [from, phases, words]]) => [
    `\`${name}\``,
    from,
    phases,
    words,
  ]);
  const events = Object.entries(EVENTS).map(([name, words]) => [`\`${name}\``, words]);
  return [
    '## How a room goes',
    table(['phase', 'begins with', 'ends'], PHASES),
    PHASES_TAIL,
    COMMANDS_HEAD,
    table(['command', 'from', 'in', 'what it does'], commands),
    EVENTS_HEAD,
    table(['event', 'means'], events),
    SHEETS,
  ];
}
