import { expect, type Locator } from '@playwright/test';
import { RoomPage } from './room.page.js';

export type Mark = 'Unprompted' | 'After a card' | 'Missed';

/** What the interviewer does at the console. */
export class Interviewer extends RoomPage {
  private get cards() {
    return this.page.getByRole('region', { name: 'Cards for this moment' });
  }

  private get signals() {
    return this.page.getByRole('region', { name: /^Listen for/ }).getByRole('group');
  }

  /** The words to say aloud now. */
  script(): Promise<string> {
    return this.page.getByRole('region', { name: /^Say now/ }).innerText();
  }

  async goesOnToTheNextStep(): Promise<void> {
    const heading = this.page.getByRole('heading', { name: /^Say now/ });
    const before = await heading.innerText();
    await this.console.getByRole('button', { name: /^Next step/ }).click();
    await expect(heading).not.toHaveText(before);
  }

  /** Plays the first suggestion, or one of the deck where nothing is suggested; gives the words that are then seen. */
  async playsACard(): Promise<string> {
    await expect(this.cards).toBeVisible();
    const suggested = this.cards.getByRole('listitem').filter({ hasText: /Play/ }).getByRole('button');
    if ((await suggested.count()) === 0) return this.playsFromTheDeck();
    return this.puts(suggested.first());
  }

  /** Opens the whole deck and plays its first follow-up; gives its words. */
  async playsFromTheDeck(): Promise<string> {
    await this.cards.getByRole('button', { name: /^All/ }).click();
    const deck = this.page.getByRole('dialog', { name: 'The whole deck' });
    await deck.getByRole('button', { name: 'Follow-ups' }).click();
    return this.puts(deck.getByRole('button', { name: /^Play: / }).first());
  }

  /** Presses it and waits for nothing: the line may be down. */
  async triesToPlayACard(): Promise<string> {
    await this.cards.getByRole('button', { name: /^All/ }).click();
    const deck = this.page.getByRole('dialog', { name: 'The whole deck' });
    await deck.getByRole('button', { name: 'Follow-ups' }).click();
    return this.presses(deck.getByRole('button', { name: /^Play: / }).first());
  }

  private async presses(button: Locator): Promise<string> {
    const words = ((await button.getAttribute('aria-label')) ?? '').replace(/^Play: /, '');
    await button.click();
    return words;
  }

  private async puts(button: Locator): Promise<string> {
    const words = await this.presses(button);
    await expect(this.page.getByRole('button', { name: `Play: ${words}` })).toHaveCount(0);
    return words;
  }

  /** Puts the second probe of the card played last; gives its words. */
  async goesDeeper(): Promise<string> {
    await this.page.getByRole('button', { name: /^The whole of it/ }).click();
    const probe = await this.page
      .getByRole('paragraph')
      .filter({ hasText: /^Deeper, / })
      .innerText();
    const words = /“(.*)”$/.exec(probe)?.[1];
    if (!words) throw new Error('The card does not say what a deeper probe asks.');
    await this.page.getByRole('button', { name: /^Go deeper/ }).click();
    return words;
  }

  /** Gives the first fact of the list that was not given yet; gives what it is about. */
  async givesAFact(): Promise<string> {
    await this.page.getByRole('tab', { name: 'Case and facts' }).click();
    const button = this.page.getByRole('button', { name: /^Give: / }).first();
    const about = ((await button.getAttribute('aria-label')) ?? '').replace(/^Give: /, '');
    await button.click();
    await expect(this.page.getByRole('button', { name: `Give: ${about}`, exact: true })).toHaveCount(0);
    return about;
  }

  async seesWhatToSayWithoutAFact(): Promise<void> {
    await expect(this.page.getByText('Say that nobody knows, and ask what they would assume.')).toBeVisible();
  }

  async seesThatAHintIsAskedFor(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: /asks for a hint$/ })).toBeVisible();
  }

  /** Gives the hint that is offered: beside the wish, or among the suggestions. */
  async givesTheHint(): Promise<void> {
    const beside = this.page.getByRole('alert').getByRole('button', { name: /^Give/ });
    const suggested = this.cards.getByRole('listitem').filter({ hasText: /Give/ }).getByRole('button');
    await beside.or(suggested).first().click();
    await expect(this.page.getByRole('heading', { name: /asks for a hint$/ })).toHaveCount(0);
  }

  /** Marks the signal with this place in the list of what to listen for; gives what is heard. */
  async marks(place: number, mark: Mark): Promise<string> {
    const signal = this.signals.nth(place - 1);
    const button = signal.getByRole('button', { name: mark });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    return (await signal.getAttribute('aria-label')) ?? '';
  }

  async notesAMoment(side: 'strong' | 'weak', text: string): Promise<void> {
    await this.console.getByRole('button', { name: side === 'strong' ? /Strong/ : /Weak/ }).click();
    await this.writesTheMoment(text);
  }

  /** The few words of a moment that is being written, and Enter. */
  async writesTheMoment(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'What was said or done' });
    await field.fill(text);
    await field.press('Enter');
    await expect(field).toHaveCount(0);
  }

  /** From the timeline: opens the place where these words stand, and writes other ones. */
  async correctsTheMoment(text: string, better: string): Promise<void> {
    const timeline = this.page.getByRole('list', { name: 'Timeline of this interview' });
    await timeline
      .getByRole('button', { name: /Weak|Strong/ })
      .first()
      .click();
    const moment = this.page.getByRole('dialog').getByRole('listitem').filter({ hasText: text });
    await moment.getByRole('button', { name: 'Edit' }).click();
    await this.writesTheMoment(better);
  }

  async writesAPrivateNote(text: string): Promise<void> {
    await this.triesToWriteAPrivateNote(text);
    await expect(this.console.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await this.console.getByRole('button', { name: 'Done', exact: true }).click();
  }

  async triesToWriteAPrivateNote(text: string): Promise<void> {
    await this.opensThePrivateNotes();
    await this.privateNotes.fill(text);
  }

  async readsThePrivateNote(): Promise<string> {
    await this.opensThePrivateNotes();
    return this.privateNotes.inputValue();
  }

  async hasNoPrivateNote(): Promise<void> {
    await this.opensThePrivateNotes();
    await expect(this.privateNotes).toHaveValue('');
    await this.console.getByRole('button', { name: 'Done', exact: true }).click();
  }

  private get privateNotes() {
    return this.page.getByRole('textbox', { name: 'Your private notes' });
  }

  private async opensThePrivateNotes(): Promise<void> {
    await this.console.getByRole('button', { name: /^Note/ }).click();
  }
}
