import type { FlowScript } from '#shared/flow/flow.schema.js';
import { familyOf } from '#shared/interview/track.js';
import { roundOf } from '#shared/room/seats.js';
import type { RoomState } from '#shared/room/state.js';
import { call } from '../../api/http.js';
import { useLoad } from '../../api/useLoad.js';
import { candidateSubjects, interviewerSubjects, type Subject } from './anchors.presenter.js';
import type { OwnSheet } from './owed.presenter.js';

/** What a sheet's rows say, and for the interviewer the flow that gives words to marks and cards. */
export function useSubjects(room: string, state: RoomState, sheet: Pick<OwnSheet, 'round' | 'kind' | 'competencies'>) {
  return useLoad(async (signal): Promise<{ subjects: Subject[]; flow: FlowScript | null }> => {
    if (sheet.kind === 'interviewer') {
      const rubric = await call('interviewerRubric', undefined, { signal });
      return { subjects: interviewerSubjects(rubric), flow: null };
    }
    const level = state.peers[roundOf(state.rounds, sheet.round).candidate].level;
    const [rubric, flow] = await Promise.all([
      call('rubric', { params: { family: familyOf(state.track) } }, { signal }),
      sheet.kind === 'peer'
        ? call('roomFlow', { params: { room, round: `${sheet.round}` } }, { signal })
        : Promise.resolve(null),
    ]);
    return { subjects: candidateSubjects(rubric, level, sheet.competencies), flow };
  });
}
