import { expect, test } from '@playwright/test';
import { Candidate } from '../support/candidate.js';
import { flowWithTitle, secretsOf, signalNames } from '../support/flow.words.js';
import { Interviewer } from '../support/interviewer.js';
import { meet, Person } from '../support/person.js';
import { RatingDesk } from '../support/rating.desk.js';
import { beginInterview, endInterview } from '../support/room.page.js';
import { Wire } from '../support/wire.js';

const MOMENT = 'Jumped to a gradient boosting model';
const CORRECTED = 'Jumped to a model before the target was clear';
const NOTE = 'Watch whether the threshold comes up unasked';
const KEEP = 'The way the goal was written down first';
const EVENTS = ['signalMarked', 'momentAdded', 'momentEdited'];
const CHANGE = 'Say what an error costs before naming a metric';

test('no byte that reaches a candidate holds what is the interviewer’s', async ({ browser }) => {
  const alice = await Person.member(browser, 'Alice', { languages: ['es'] });
  const bob = await Person.member(browser, 'Bob', { languages: ['es'] });
  const [toAlice, toBob] = [Wire.on(alice.context), Wire.on(bob.context)];
  await meet(alice, bob, { track: 'ML system design' });
  const interviewer = new Interviewer(alice);
  const candidate = new Candidate(bob);
  await beginInterview(interviewer, candidate);
  const title = await bob.page.getByRole('heading', { level: 1 }).innerText();
  const first = flowWithTitle(title);

  const told: string[] = [await candidate.readsTheQuestion()];
  await test.step('an interview with everything in it', async () => {
    await interviewer.marks(1, 'Unprompted');
    await interviewer.marks(2, 'Missed');
    await interviewer.notesAMoment('weak', MOMENT);
    await interviewer.correctsTheMoment(MOMENT, CORRECTED);
    await interviewer.writesAPrivateNote(NOTE);
    told.push(await interviewer.playsACard());
    told.push(await interviewer.goesDeeper());
    const about = await interviewer.givesAFact();
    told.push(first.facts.find((fact) => fact.about === about)?.text ?? '');
    await interviewer.goesOnToTheNextStep();
    await candidate.isAskedSomethingElseThan(told[0] ?? '');
    told.push(await candidate.readsTheQuestion());
    await candidate.asksForAHint();
    await interviewer.givesTheHint();
    told.push(await candidate.getsAHint());
    await interviewer.marks(1, 'After a card');
  });

  await test.step('the candidate comes back, and gets the whole room anew', async () => {
    await bob.page.reload();
    await candidate.sees(told[1] ?? '');
    await endInterview(interviewer, candidate);
  });

  await test.step('both rate', async () => {
    await new RatingDesk(alice).ratesTheCandidate(bob.name, ['2', '3', '4'], { keep: KEEP, change: CHANGE });
    await new RatingDesk(bob).ratesThemself(['4', '3', '5']);
    await new RatingDesk(bob).ratesTheInterviewer(alice.name, ['4', '5', '3', '4']);
    await Promise.all([interviewer.isInTheBriefing(), candidate.isInTheBriefing()]);
  });
  const secondTitle = await bob.page.getByRole('heading', { level: 2 }).first().innerText();
  const second = flowWithTitle(secondTitle);

  await test.step('the search finds what did come through', async () => {
    expect(told.every((words) => words.length > 20)).toBe(true);
    expect(await toBob.holds(told)).toEqual(told);
    // What the first round's interviewer was given holds nearly all that we look for; the checks are for the library.
    const wanted = secretsOf(first, []);
    expect(wanted.length).toBeGreaterThan(200);
    expect((await toAlice.holds(wanted)).length).toBeGreaterThan(wanted.length * 0.9);
    expect(await toAlice.holds([CORRECTED, NOTE, '"unprompted"'])).toHaveLength(3);
  });

  // Each has rightly been given the flow in which they interview; a few sentences stand in both.
  const ofFirst = secretsOf(first, [...told, ...secretsOf(second, [])]);
  const ofSecond = secretsOf(second, secretsOf(first, []));

  await test.step('and nothing else: not in round 1 to its candidate', async () => {
    expect(ofFirst.length).toBeGreaterThan(200);
    expect(await toBob.holds(ofFirst)).toEqual([]);
    expect(await toBob.holds([MOMENT, CORRECTED, NOTE, KEEP, CHANGE])).toEqual([]);
    expect(toBob.framesHold([...signalNames(first), ...EVENTS])).toEqual([]);
    expect(toAlice.framesHold(EVENTS)).toEqual(EVENTS);
  });

  await test.step('nor of round 2 to its candidate, who interviewed first', async () => {
    expect(ofSecond.length).toBeGreaterThan(200);
    expect(await toAlice.holds([second.prompt, ...ofSecond])).toEqual([]);
    expect(toAlice.framesHold([`"${second.id}"`, ...signalNames(second)])).toEqual([]);
  });

  await test.step('in round 2 the other way round', async () => {
    await beginInterview(new Interviewer(bob), new Candidate(alice));
    const question = await new Candidate(alice).readsTheQuestion();
    await new Interviewer(bob).marks(1, 'Unprompted');
    await alice.page.reload();
    await new Candidate(alice).readsTheQuestion();
    expect(await toAlice.holds([question])).toEqual([question]);
    expect(await toAlice.holds(ofSecond.filter((sentence) => !question.includes(sentence)))).toEqual([]);
    expect(toAlice.framesHold(signalNames(second))).toEqual([]);
  });
});
