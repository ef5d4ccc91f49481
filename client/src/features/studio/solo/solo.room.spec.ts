import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../lint.reading.js';
import { actSolo, CANDIDATE, INTERVIEWER, openSolo, seenFrom, soloAt, type Solo } from './solo.room.js';

const { flow, findings } = readText(readFileSync(join(import.meta.dirname, '../template.yaml'), 'utf8'));
if (!flow) throw new Error('The template is no flow.');
const SETTINGS = { length: 'full', level: 'mid' } as const;
const NOW = 1_750_000_000_000;

function played(solo: Solo, card: string): Solo {
  const done = actSolo(solo, INTERVIEWER, { type: 'playCard', round: 1, card }, { now: NOW + 5000, commandId: 'c' });
  if (!done.ok) throw new Error(done.message);
  return done.solo;
}

describe('the template', () => {
  it('has nothing to correct', () => {
    expect(findings).toEqual([]);
  });
});

describe('a room for one', () => {
  it('begins with both in the briefing', () => {
    const { state } = openSolo(flow, SETTINGS, NOW);
    expect(state.phase).toMatchObject({ name: 'briefing', round: 1 });
    expect(seenFrom({ flow, state }, CANDIDATE).rounds[0].flow).toBeNull();
  });

  it('goes to any step of its length', () => {
    for (const { id } of flow.steps) {
      expect(soloAt(flow, SETTINGS, id, NOW).state.phase).toMatchObject({ name: 'interview', step: id });
    }
  });

  it('shows the candidate the words of a card and nothing of why it was played [22]', () => {
    const card = flow.cards[0];
    if (!card) throw new Error('The template has no card.');
    const solo = played(soloAt(flow, SETTINGS, 'open', NOW), card.id);
    const marked = actSolo(
      solo,
      INTERVIEWER,
      { type: 'markSignal', round: 1, signal: 'asks-who-acts', mark: 'missed', card: null },
      { now: NOW + 6000, commandId: 'm' },
    );
    if (!marked.ok) throw new Error(marked.message);
    const seen = JSON.stringify(seenFrom(marked.solo, CANDIDATE));
    expect(seen).toContain(card.say);
    expect(seen).not.toContain(card.trigger);
    expect(seen).not.toContain('missed');
    expect(JSON.stringify(seenFrom(marked.solo, INTERVIEWER))).toContain('missed');
  });

  it('refuses what a room refuses', () => {
    const solo = soloAt(flow, SETTINGS, 'open', NOW);
    const command = { type: 'playCard', round: 1, card: 'who-gets-the-list' } as const;
    expect(actSolo(solo, CANDIDATE, command, { now: NOW, commandId: 'c' })).toMatchObject({ code: 'WRONG_SEAT' });
    const twice = actSolo(played(solo, command.card), INTERVIEWER, command, { now: NOW, commandId: 'c' });
    expect(twice).toMatchObject({ ok: false, code: 'ALREADY_PLAYED' });
  });
});
