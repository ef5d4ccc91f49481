import type { ExportedRoom } from '#shared/contract/owndata.js';
import type { Sheet } from '#shared/rating/sheet.js';
import type { RoomEvent } from '#shared/room/events.js';
import type { RoundNumber, Seat } from '#shared/room/state.js';
import type { OwnCorrection, OwnDispute, OwnFollowUp } from '../debrief/own-follow-up.service.js';
import { inWords } from './exported.room.js';

interface Written {
  round: RoundNumber;
  sheet: Sheet;
  at: number;
}

/** What one has rated, with what one has said before, and what came of the debrief. */
export function followedUp(
  written: readonly Written[],
  { corrections, disputes, thanks }: OwnFollowUp,
  stream: readonly RoomEvent[],
  seat: Seat,
): Pick<ExportedRoom, 'sheets' | 'correctedByPartner' | 'disputes' | 'thanks'> {
  const [own, partners] = [corrections.filter((each) => each.own), corrections.filter((each) => !each.own)];
  const said = stream.flatMap(({ at, body }) => (body.type === 'thanked' ? [{ at, own: body.seat === seat }] : []));
  return {
    sheets: written.map((sheet) => sheetOf(sheet, own)),
    correctedByPartner: partners.map(({ at, round, kind }) => ({ when: inWords(at), round, kind })),
    disputes: disputes.map(disputeOf),
    thanks: {
      given: inWordsOrNull(said.find((each) => each.own)?.at ?? thanks.given),
      received: thanks.received || said.some((each) => !each.own),
    },
  };
}

function sheetOf({ at, round, sheet }: Written, own: readonly OwnCorrection[]): ExportedRoom['sheets'][number] {
  const corrected = own.find((each) => each.round === round && each.kind === sheet.kind);
  const earlier = corrected?.earlier ?? [];
  return {
    ...{ when: inWords(at), round, sheet },
    correctedWhen: inWordsOrNull(corrected?.at ?? null),
    earlier: earlier.map((before) => ({ when: inWords(before.at), sheet: before.sheet })),
  };
}

function disputeOf({ openedAt, settledAt, ...dispute }: OwnDispute): ExportedRoom['disputes'][number] {
  return { when: inWords(openedAt), ...dispute, settledWhen: inWordsOrNull(settledAt) };
}

function inWordsOrNull(at: number | null): string | null {
  return at === null ? null : inWords(at);
}
