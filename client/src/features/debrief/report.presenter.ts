import type { Report, ReportRound, TimelineItem } from '#shared/contract/report.js';
import { COMPETENCY_NAMES, type Competency } from '#shared/interview/competency.js';
import type { Anchors, Rubric } from '#shared/interview/rubric.js';
import type { CandidateSheet, Evidence, Score, Sheet } from '#shared/rating/sheet.js';
import { type AnchorWords, wordsFor } from '../../ui/anchors.js';
import { dateOf } from '../../ui/dates.js';
import { shortName } from '../room/room.presenter.js';

export type Revealed = Extract<Report, { state: 'revealed' }>;
export type Sealed = Extract<Report, { state: 'sealed' }>;
export type Coverage = ReportRound['coverage'][number];

/** The round in which the reader was candidate, and the one in which they interviewed; either may not have happened. */
export function ownRounds({ rounds, seat }: Revealed): { asCandidate?: ReportRound; asInterviewer?: ReportRound } {
  return {
    asCandidate: rounds.find((round) => round.candidate === seat),
    asInterviewer: rounds.find((round) => round.interviewer === seat),
  };
}

/** A sheet that the reader gave, as it was sent. */
export function givenSheet({ rounds }: Revealed, name: { round: 1 | 2; kind: 'peer' | 'interviewer' }): Sheet | null {
  const round = rounds.find((other) => other.round === name.round);
  if (name.kind === 'peer') return round?.peer ? { kind: 'peer', content: round.peer } : null;
  return round?.ofInterviewer ? { kind: 'interviewer', content: round.ofInterviewer } : null;
}

/** One piece of evidence in words, with its time where it has one. */
export interface EvidenceWords {
  key: string;
  /** Milliseconds on the round's clock. */
  t: number | null;
  text: string;
  look: TimelineItem['kind'] | 'note' | 'gone';
  mark: TimelineItem['mark'];
  side: TimelineItem['side'];
}

export function evidenceWords(evidence: readonly Evidence[], timeline: readonly TimelineItem[]): EvidenceWords[] {
  return evidence.map((piece, index): EvidenceWords => {
    const plain = { t: null, mark: null, side: null };
    if (piece.kind === 'note') return { ...plain, key: `note-${index}`, text: piece.text, look: 'note' };
    const kinds = piece.kind === 'card' ? ['card', 'hint'] : [piece.kind];
    const item = timeline.find((other) => kinds.includes(other.kind) && other.id === piece.id);
    const key = `${piece.kind}-${piece.id}`;
    if (!item) return { ...plain, key, text: 'Something that was taken back later', look: 'gone' };
    return { key, t: item.t, text: item.text || wordless(item), look: item.kind, mark: item.mark, side: item.side };
  });
}

function wordless(item: TimelineItem): string {
  return item.side === 'weak' ? 'A weak moment, without words' : 'A strong moment, without words';
}

export interface RatedRow {
  competency: Competency;
  name: string;
  score: Score;
  self: Score | undefined;
  anchors: Anchors | null;
  evidence: EvidenceWords[];
  coverage: Coverage | null;
  oneStepUp: string | null;
  /** Names this item when it is marked useful or not. */
  item: string;
}

/** What was said of a candidate, competency by competency. `rubric` is `null` while its words are not there. */
export function ratedRows(round: ReportRound, rubric: Rubric | null): RatedRow[] {
  const rated = round.peer?.ratings ?? round.self?.ratings ?? [];
  return rated.map(({ competency }) => {
    const peer = round.peer?.ratings.find((rating) => rating.competency === competency);
    return {
      competency,
      name: COMPETENCY_NAMES[competency],
      score: peer?.score ?? null,
      self: round.self?.ratings.find((rating) => rating.competency === competency)?.score,
      anchors: rubric?.competencies.find((entry) => entry.key === competency)?.levels[round.level].anchors ?? null,
      evidence: evidenceWords(peer?.evidence ?? [], round.timeline),
      coverage: round.coverage.find((entry) => entry.competency === competency) ?? null,
      oneStepUp: round.oneStepUp.find((entry) => entry.competency === competency)?.text ?? null,
      item: `${round.round}:${competency}`,
    };
  });
}

export interface OwnRow {
  competency: Competency;
  name: string;
  score: Score;
  /** What the score says, in the rubric's words; `null` where there is none. */
  said: AnchorWords | null;
}

/** What somebody said of themself, where nobody else has rated. */
export function ownRows({ self, level }: ReportRound, rubric: Rubric | null): OwnRow[] {
  return (self?.ratings ?? []).map(({ competency, score }) => {
    const anchors = rubric?.competencies.find((entry) => entry.key === competency)?.levels[level].anchors;
    const said = anchors && score !== null ? wordsFor(anchors, score) : null;
    return { competency, name: COMPETENCY_NAMES[competency], score, said };
  });
}

/** All signals of a round together. */
export function totalCoverage(coverage: readonly Coverage[]) {
  const sum = (key: 'unprompted' | 'afterCard' | 'missed' | 'notReached') =>
    coverage.reduce((total, entry) => total + entry[key], 0);
  const [unprompted, afterCard, missed] = [sum('unprompted'), sum('afterCard'), sum('missed')];
  return { unprompted, afterCard, missed, notReached: sum('notReached'), reached: unprompted + afterCard + missed };
}

/** Whose session it was, and since when it can be read. */
export function sessionWords({ partner, revealedAt }: Pick<Revealed, 'partner' | 'revealedAt'>): string {
  const who = partner.deleted ? 'somebody whose account was deleted' : partner.displayName;
  return `Session with ${who}, opened ${dateOf(revealedAt)}`;
}

/** How the partner is called in a sentence: people by their first name, a script and who is gone by its whole one. */
export function calledBy({ partner: { displayName, bot } }: Pick<Revealed, 'partner'>): string {
  return bot ? displayName : shortName(displayName);
}

/** A debrief opens with what was seen, out of what was marked and rated; nothing is read into it. */
export function openingOf(report: Revealed): { title: string; lede: string } {
  const { asCandidate: round } = ownRounds(report);
  if (report.rounds.length === 0) {
    return { title: 'There is nothing to read here.', lede: 'No interview of this session was held by both of you.' };
  }
  const partner = calledBy(report);
  if (report.partner.deleted) return { title: 'Your partner’s account was deleted.', lede: ledeOfTheRest(round) };
  if (round?.rehearsal) {
    return {
      title: 'You went through it alone.',
      lede: `${partner} did not come back, so nobody has rated you. Your own rating is below, and all that an interviewer would have had before them.`,
    };
  }
  if (!round) return { title: 'The session ended before you were interviewed.', lede: 'What you gave is below.' };
  return { title: titleOf(round, partner), lede: ledeOf(round, partner) };
}

function ledeOfTheRest(round: ReportRound | undefined): string {
  const kept = 'What is yours is below. Their words are gone, and what you said of them went with their account.';
  if (!round?.peer) return kept;
  return `${kept} The scores that they gave you are here for you to read, and are in your numbers no longer.`;
}

function titleOf({ coverage, peer }: ReportRound, partner: string): string {
  const { unprompted, afterCard, reached } = totalCoverage(coverage);
  if (reached >= 3 && unprompted / reached >= 0.5) {
    return unprompted === reached
      ? `You raised all ${reached} signals before being asked.`
      : `You raised ${unprompted} of ${reached} signals before being asked.`;
  }
  if (reached >= 3) {
    return `Of ${reached} signals, ${unprompted || 'none'} came unasked and ${afterCard || 'none'} after a card.`;
  }
  return peer ? `${partner} has rated your interview.` : `${partner} did not rate your interview.`;
}

function ledeOf({ peer, self }: ReportRound, partner: string): string {
  if (!peer) return `${partner} left no rating in time. What was marked while you spoke is below.`;
  return [extremes(peer, partner), widestGap(peer, self, partner)].filter(Boolean).join(' ');
}

const NUMBERS = 'no one two three four five six'.split(' ');
const listed = (names: string[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);

function extremes({ ratings }: CandidateSheet, partner: string): string {
  const seen = ratings.flatMap(({ competency, score }) => (score === null ? [] : [{ competency, score }]));
  const scores = seen.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  if (seen.length === 0) return `${partner} saw no competency well enough to rate it.`;
  if (low === high) return `${partner} gave a ${high} throughout.`;
  const named = (at: number) => {
    const names = seen.filter(({ score }) => score === at).map(({ competency }) => COMPETENCY_NAMES[competency]);
    return names.length > 3 ? `${NUMBERS[names.length] ?? names.length} competencies` : listed(names);
  };
  return `${partner}’s highest mark, a ${high}, is for ${named(high)}; the lowest, a ${low}, for ${named(low)}.`;
}

/** The competency on which the two differ most, where they differ by two steps at least. */
function widestGap(peer: CandidateSheet, self: CandidateSheet | null, partner: string): string {
  const gaps = peer.ratings.flatMap(({ competency, score }) => {
    const own = self?.ratings.find((rating) => rating.competency === competency)?.score ?? null;
    return score === null || own === null ? [] : [{ competency, score, own, by: Math.abs(own - score) }];
  });
  const widest = gaps.sort((a, b) => b.by - a.by)[0];
  if (!widest || widest.by < 2) return '';
  const { competency, own, score } = widest;
  return `On ${COMPETENCY_NAMES[competency]} you gave yourself a ${own}, ${partner} a ${score}.`;
}
