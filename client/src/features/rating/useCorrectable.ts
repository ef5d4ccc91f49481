import type { FlowScript } from '#shared/flow/flow.schema.js';
import { familyOf } from '#shared/interview/track.js';
import type { Sheet } from '#shared/rating/sheet.js';
import { fold } from '#shared/room/evolve.js';
import { roundOf } from '#shared/room/seats.js';
import type { RoundRecord } from '#shared/room/state.js';
import { call } from '../../api/http.js';
import { request } from '../../api/socket.js';
import { useLoad } from '../../api/useLoad.js';
import { candidateSubjects, interviewerSubjects, type Subject } from './anchors.presenter.js';

/** What a submitted sheet needs to be written anew: its rows, and what there is to point at. */
export interface Correctable {
  subjects: Subject[];
  record: RoundRecord;
  flow: FlowScript | null;
}

/** Read from the room's events, without taking the seat: the room may be closed. */
export function useCorrectable(room: string, round: 1 | 2, sheet: Sheet) {
  return useLoad(async (signal): Promise<Correctable> => {
    const state = fold((await request('room:sync', { room, since: 0 }, { signal })).events);
    const record = roundOf(state.records, round);
    if (sheet.kind === 'interviewer') {
      const rubric = await call('interviewerRubric', undefined, { signal });
      return { subjects: interviewerSubjects(rubric), record, flow: null };
    }
    const flow = await call('roomFlow', { params: { room, round: `${round}` } }, { signal });
    const rubric = await call('rubric', { params: { family: familyOf(flow.track) } }, { signal });
    const { level } = state.peers[roundOf(state.rounds, round).candidate];
    const rated = sheet.content.ratings.map(({ competency }) => competency);
    return { subjects: candidateSubjects(rubric, level, rated), record, flow };
  });
}
