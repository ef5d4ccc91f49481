import { COMPETENCIES, INTERVIEWER_SKILLS, type Competency } from '#shared/interview/competency.js';
import type { Flow } from '#shared/flow/flow.schema.js';
import { mark } from '#shared/rating/simulation/perception.js';
import type { RandomStream } from '#shared/rating/simulation/random-stream.js';
import { needsEvidence, type CandidateSheet, type Evidence, type Overall, type Sheet } from '#shared/rating/sheet.js';
import type { RoundRecord } from '#shared/room/state.js';
import { pick } from './demo.play.js';
import type { DemoRound } from './demo.sessions.js';
import { CHANGE, KEEP, OF_INTERVIEWER } from './demo.words.js';

type Given = NonNullable<DemoRound['given']>;

/** How somebody sees themself beside what partners see, by competency: in points, of one person's own. */
export type SelfView = (competency: Competency) => number;

/** The three sheets of a round that was played. Without what the partner gave there is no peer sheet. */
export function sheetsOfRound(
  { given }: DemoRound,
  flow: Flow,
  record: RoundRecord,
  view: SelfView,
  chance: RandomStream,
): Sheet[] {
  const known = given ?? { scores: {}, skills: null };
  const self: Sheet = { kind: 'self', content: selfSheet(known.scores, flow, view, chance) };
  if (!given) return [self];
  return [
    self,
    { kind: 'interviewer', content: interviewerSheet(given, chance) },
    { kind: 'peer', content: peerSheet(given, flow, record, chance) },
  ];
}

/** Somebody who thinks more of themself on one thing, and less on another, than their partners do. */
export function selfViewOf(chance: RandomStream): SelfView {
  const general = chance.normal(0.1, 0.25);
  const view = new Map(COMPETENCIES.map((competency) => [competency, general + chance.normal(0, 0.45)]));
  return (competency) => view.get(competency) ?? 0;
}

function selfSheet(scores: Given['scores'], flow: Flow, view: SelfView, chance: RandomStream): CandidateSheet {
  const ratings = flow.exercises.map((competency) => {
    const score = mark((scores[competency] ?? 3) + view(competency) + chance.normal(0, 0.4));
    return { competency, score, evidence: needsEvidence(score) ? [note('As I remember my answer')] : [] };
  });
  return { ratings, overall: null, keep: '', change: '' };
}

function peerSheet({ scores }: Given, flow: Flow, record: RoundRecord, chance: RandomStream): CandidateSheet {
  const ratings = flow.exercises.map((competency) => {
    const score = scores[competency] ?? null;
    const evidence = score === null ? [] : evidenceFor(competency, flow, record);
    return { competency, score, evidence: needsEvidence(score) || chance.uniform() < 0.6 ? evidence : [] };
  });
  const seen = ratings.flatMap(({ competency, score }) => (score === null ? [] : [{ competency, score }]));
  const sorted = seen.toSorted((a, b) => a.score - b.score);
  const [worst, best] = [sorted[0]?.competency ?? 'delivery', sorted.at(-1)?.competency ?? 'framing'];
  const mean = seen.reduce((sum, { score }) => sum + score, 0) / Math.max(1, seen.length);
  return { ratings, overall: overallOf(mean), keep: KEEP[best], change: CHANGE[worst] };
}

function interviewerSheet({ skills }: Given, chance: RandomStream): Extract<Sheet, { kind: 'interviewer' }>['content'] {
  return {
    ratings: INTERVIEWER_SKILLS.map((skill) => ({ skill, score: skills[skill] })),
    keep: pick(chance, OF_INTERVIEWER.keep),
    change: pick(chance, OF_INTERVIEWER.change),
  };
}

/** Something of the round that is about the competency; else words. */
function evidenceFor(competency: Competency, flow: Flow, { moments, marks }: RoundRecord): Evidence[] {
  const moment = moments.find((entry) => entry.competency === competency);
  const signals = flow.steps.flatMap((step) => step.signals).filter((signal) => signal.competency === competency);
  const signal = signals.find(({ id }) => marks[id] !== undefined);
  const found: Evidence[] = [];
  if (moment) found.push({ kind: 'moment', id: moment.id });
  if (signal) found.push({ kind: 'signal', id: signal.id });
  return found.length > 0 ? found : [note('From the whole of the interview')];
}

function note(text: string): Evidence {
  return { kind: 'note', text };
}

function overallOf(mean: number): Overall {
  if (mean >= 4.2) return 'strong-yes';
  if (mean >= 3.1) return 'yes';
  return mean >= 2.1 ? 'no' : 'strong-no';
}
