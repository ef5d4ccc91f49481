import type { Competency } from '../interview/competency.js';
import { INTERVIEWER_SKILLS } from '../interview/competency.js';
import { needsEvidence, type CandidateSheet, type Evidence, type Sheet } from './sheet.js';

/** What a sheet is checked against: the round as it was. */
export interface RatedRound {
  /** The competencies that the flow exercised. */
  exercises: readonly Competency[];
  /** Ids that evidence may name. */
  moments: readonly string[];
  signals: readonly string[];
  cards: readonly string[];
}

export interface SheetProblem {
  code: 'COMPETENCY_NOT_EXERCISED' | 'SHEET_INCOMPLETE' | 'EVIDENCE_NEEDED' | 'EVIDENCE_UNKNOWN';
  message: string;
}

function known(evidence: Evidence, kind: Sheet['kind'], round: RatedRound): boolean {
  if (evidence.kind === 'note') return true;
  if (evidence.kind === 'card') return round.cards.includes(evidence.id);
  // Marks and moments are the interviewer's own: a self-rating that names one would be a way to ask for them.
  if (kind === 'self') return false;
  return (evidence.kind === 'moment' ? round.moments : round.signals).includes(evidence.id);
}

function checkRatings(content: CandidateSheet, kind: 'self' | 'peer', round: RatedRound): SheetProblem | null {
  const rated = content.ratings.map((rating) => rating.competency);
  const foreign = rated.find((competency) => !round.exercises.includes(competency));
  if (foreign) {
    const message = `This flow did not exercise ${foreign}. Rate only: ${round.exercises.join(', ')}.`;
    return { code: 'COMPETENCY_NOT_EXERCISED', message };
  }
  const missing = round.exercises.find((competency) => rated.filter((other) => other === competency).length !== 1);
  if (missing)
    return { code: 'SHEET_INCOMPLETE', message: `Rate ${missing} once; "not seen" (null) is always allowed.` };
  for (const { competency, score, evidence } of content.ratings) {
    if (needsEvidence(score) && evidence.length === 0) {
      return { code: 'EVIDENCE_NEEDED', message: `A ${score} for ${competency} needs at least one piece of evidence.` };
    }
    if (!evidence.every((piece) => known(piece, kind, round))) {
      return { code: 'EVIDENCE_UNKNOWN', message: `Evidence for ${competency} must come from this round.` };
    }
  }
  return null;
}

/** What is wrong with a sheet, or `null`: completeness, evidence (rule 27), and what each kind asks for beyond. */
export function checkSheet(sheet: Sheet, round: RatedRound): SheetProblem | null {
  if (sheet.kind === 'interviewer') {
    const skills = sheet.content.ratings.map((rating) => rating.skill);
    const missing = INTERVIEWER_SKILLS.find((skill) => skills.filter((other) => other === skill).length !== 1);
    return missing
      ? { code: 'SHEET_INCOMPLETE', message: `Rate ${missing} once; "not seen" (null) is allowed.` }
      : null;
  }
  const problem = checkRatings(sheet.content, sheet.kind, round);
  if (problem) return problem;
  if (sheet.kind === 'self') {
    return sheet.content.overall === null
      ? null
      : { code: 'SHEET_INCOMPLETE', message: 'A self-rating has no overall judgement: send null.' };
  }
  if (sheet.content.overall === null) {
    return { code: 'SHEET_INCOMPLETE', message: 'Say whether you would want this person on your team.' };
  }
  return sheet.content.keep.length >= 3 && sheet.content.change.length >= 3
    ? null
    : { code: 'SHEET_INCOMPLETE', message: 'Name one thing to keep and one thing to change.' };
}
