import { pauseBudget, pauseLength } from '#shared/room/clock.js';
import { ownRound } from '#shared/room/rehearsal.js';
import type { EndScope, PhaseName, RoomState, RoundNumber } from '#shared/room/state.js';
import { clockOf } from '../../ui/clock.js';
import { seatView, type SeatView } from './room.presenter.js';
import type { Seat } from '#shared/room/state.js';

export type NoticeAction =
  | 'agree-end'
  | 'decline-end'
  | 'withdraw-end'
  | 'agree-extension'
  | 'decline-extension'
  | 'resume'
  | 'end-alone'
  | 'rehearse';

export interface Notice {
  key: string;
  tone: 'neutral' | 'accent' | 'weak';
  text: string;
  /** Until it lapses or changes by itself, in milliseconds, with the word for it. */
  leftMs: number | null;
  leftWord: string;
  actions: { does: NoticeAction; label: string; primary: boolean }[];
}

/** What both have to know or decide now, beside the interview itself. */
export function noticesOf(state: RoomState, seat: Seat, now: number): Notice[] {
  const view = seatView(state, seat);
  return [
    ...endNotices(state, view, now),
    ...extensionNotices(state, view, now),
    ...pauseNotices(state, view, now),
    ...(state.rehearsal ? [] : absenceNotices(state, view, now)),
  ];
}

const AIMS: Record<EndScope, string> = {
  interview: 'to end the interview now and go on to the rating',
  session: 'to end the whole session',
  void: 'to void the session for a technical problem; it then counts for nobody',
};

function endNotices({ phase }: RoomState, { partner }: SeatView, now: number): Notice[] {
  const end = phase.name === 'briefing' || phase.name === 'interview' ? phase.end : null;
  if (!end || now >= end.lapsesAt) return [];
  const leftMs = end.lapsesAt - now;
  if (end.by === partner.seat) {
    return [
      {
        key: 'end',
        tone: 'accent',
        text: `${partner.name} proposes ${AIMS[end.scope]}.`,
        leftMs,
        leftWord: 'lapses in',
        actions: [
          { does: 'agree-end', label: 'Agree', primary: true },
          { does: 'decline-end', label: 'Go on', primary: false },
        ],
      },
    ];
  }
  return [
    {
      key: 'end',
      tone: 'neutral',
      text: `You propose ${AIMS[end.scope]}. ${partner.name} has to agree.`,
      leftMs,
      leftWord: 'lapses in',
      actions: [{ does: 'withdraw-end', label: 'Withdraw', primary: false }],
    },
  ];
}

function extensionNotices({ phase, durations }: RoomState, { partner }: SeatView, now: number): Notice[] {
  const extension = phase.name === 'interview' ? phase.extension : null;
  if (!extension || now >= extension.lapsesAt) return [];
  const leftMs = extension.lapsesAt - now;
  const more = minutesOf(durations.extension);
  if (extension.by !== partner.seat) {
    const text = `You ask for ${more} more. ${partner.name} has to agree.`;
    return [{ key: 'extension', tone: 'neutral', text, leftMs, leftWord: 'lapses in', actions: [] }];
  }
  return [
    {
      key: 'extension',
      tone: 'accent',
      text: `${partner.name} asks for ${more} more.`,
      leftMs,
      leftWord: 'lapses in',
      actions: [
        { does: 'agree-extension', label: `Add ${more}`, primary: true },
        { does: 'decline-extension', label: 'Keep to the time', primary: false },
      ],
    },
  ];
}

function pauseNotices(state: RoomState, { partner }: SeatView, now: number): Notice[] {
  const { phase } = state;
  if (phase.name !== 'interview' || !phase.pause) return [];
  const { pause } = phase;
  const left = Math.max(0, pauseBudget(state, phase.round) - pauseLength(pause, now));
  const who = pause.by === partner.seat ? `${partner.name} has paused` : 'You have paused';
  return [
    {
      key: 'pause',
      tone: 'accent',
      text: `${who} the interview; the clock stands still. ${clockOf(left)} of pauses left in this round.`,
      leftMs: Math.max(0, pause.resumesAt - now),
      leftWord: 'goes on in',
      actions: [{ does: 'resume', label: 'Resume', primary: true }],
    },
  ];
}

const HELD_IN: ReadonlySet<PhaseName> = new Set(['briefing', 'interview', 'rating', 'debrief']);

/** What going on alone would be, where something is left to go on with. */
function rehearsalWords(state: RoomState, { me, round }: SeatView): string | null {
  const own = ownRound(state, me.seat);
  if (own === null) return null;
  const what =
    own !== round
      ? 'you answer the case of round 2'
      : state.phase.name === 'interview'
        ? 'your interview goes on where it stands'
        : 'you answer your case';
  return `Or rehearse: ${what}, alone and against the clock, you rate yourself, and then read what an interviewer would have listened for. It is in nobody’s numbers.`;
}

function absenceNotices(state: RoomState, view: SeatView, now: number): Notice[] {
  const { phase, durations } = state;
  const { partner } = view;
  const { absentSince, released } = partner.presence;
  if (absentSince === null || !HELD_IN.has(phase.name)) return [];
  const leftMs = absentSince + durations.seatHold - now;
  if (!released && leftMs > 0) {
    const text = `${partner.name} is not here. The seat is held for them; the clock goes on.`;
    return [{ key: 'absence', tone: 'weak', text, leftMs, leftWord: 'for', actions: [] }];
  }
  const rehearsal = rehearsalWords(state, view);
  const text = `${partner.name} has not come back. Wait as long as you like, or end; it costs you nothing.`;
  return [
    {
      key: 'absence',
      tone: 'weak',
      leftWord: '',
      text: rehearsal ? `${text} ${rehearsal}` : text,
      leftMs: null,
      actions: [
        ...(rehearsal ? [{ does: 'rehearse' as const, label: 'Rehearse alone', primary: true }] : []),
        { does: 'end-alone', label: `End without ${partner.name}`, primary: false },
      ],
    },
  ];
}

/** Whether a pause can be had, and how much of it is left. */
export function pauseView(state: RoomState, round: RoundNumber): { possible: boolean; hint: string } {
  const left = pauseBudget(state, round);
  if (left === 0) return { possible: false, hint: 'The pauses of this round are used up.' };
  return { possible: true, hint: `${clockOf(left)} of pauses left in this round.` };
}

/** Whether more time can be asked for. */
export function extensionView(state: RoomState): { possible: boolean; label: string } {
  const { phase, durations, records } = state;
  const more = minutesOf(durations.extension);
  if (phase.name !== 'interview') return { possible: false, label: `Ask for ${more} more` };
  const used = records[phase.round - 1]?.extensions ?? 0;
  const left = durations.extensionsMax - used;
  const possible = left > 0 && phase.extension === null;
  return { possible, label: left > 0 ? `Ask for ${more} more` : 'No more time can be added' };
}

function minutesOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
