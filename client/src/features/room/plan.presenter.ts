import { partnerOf, roleIn } from '#shared/room/seats.js';
import type { RoomState, RoundNumber, Seat } from '#shared/room/state.js';
import { shortName } from './room.presenter.js';

export interface PlanItem {
  key: string;
  title: string;
  text: string;
  minutes: number;
  /** The seats swap here. */
  swap: boolean;
}

/** What lies ahead in a session, said to one of the two. */
export function planOf(state: RoomState, seat: Seat): PlanItem[] {
  const partner = shortName(state.peers[partnerOf(seat)].displayName);
  const minutes = (ms: number) => Math.round(ms / 60_000);
  const { briefing, interview, rating, debrief } = state.durations;
  const rounds: RoundNumber[] = [1, 2];
  return [
    ...rounds.map((round) => {
      const asks = roleIn(state.rounds, round, seat) === 'interviewer';
      return {
        key: `round-${round}`,
        title: asks ? `You interview ${partner}` : `${partner} interviews you`,
        text: asks
          ? `${minutes(briefing)} minutes to read your brief, ${minutes(interview)} to interview, ${minutes(rating)} to rate.`
          : `${minutes(briefing)} minutes to settle, ${minutes(interview)} as the candidate, ${minutes(rating)} to rate yourself and your interviewer.`,
        minutes: minutes(briefing + interview + rating),
        swap: round === 2,
      };
    }),
    {
      key: 'debrief',
      title: 'You talk it over',
      text: 'Both ratings are opened at once, each with what it rests on.',
      minutes: minutes(debrief),
      swap: false,
    },
  ];
}

/** The rules of the house, for who is about to be asked. */
export const GROUND_RULES: readonly { title: string; text: string }[] = [
  {
    title: 'Think aloud',
    text: 'How you get there counts more than where you end. Say what you weigh and what you leave out.',
  },
  { title: 'Ask', text: 'Your interviewer knows facts that you don’t. They tell you when you ask for them.' },
  { title: 'Take your time', text: 'Silence is fine. Say that you want a minute, and take it.' },
  {
    title: 'Take the follow-ups as help',
    text: 'They are there to let you show more. You can ask for a hint: it goes on the record, and so does what you make of it.',
  },
  {
    title: 'It is practice',
    text: 'Nobody but the two of you sees this. Your partner’s rating stays closed until both of you have rated.',
  },
];
