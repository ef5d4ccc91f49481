import { beforeEach, describe, expect, it, vi } from 'vitest';
import { focusHeading } from './heading.focus.js';

const page = (html: string) => (document.body.innerHTML = html);
const focused = () => document.activeElement?.textContent?.trim();
/** The next frame, and whatever a change of the page brings about. */
const settled = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

describe('focusHeading', () => {
  beforeEach(() => void page(''));

  it('starts at the heading', async () => {
    page('<main tabindex="-1"><h1 tabindex="-1">Library</h1></main>');
    focusHeading();
    await settled();
    expect(focused()).toBe('Library');
  });

  it('starts at the heading that takes the place of the one that stood for it while it loaded', async () => {
    page('<main tabindex="-1"><h1 tabindex="-1">Loading</h1></main>');
    focusHeading();
    await settled();
    page('<main tabindex="-1"><h1 tabindex="-1">28 of 30 flows are new to you</h1></main>');
    await vi.waitFor(() => expect(focused()).toBe('28 of 30 flows are new to you'));
  });

  it('starts at the heading that comes after the page', async () => {
    page('<main tabindex="-1">One moment</main>');
    focusHeading();
    await settled();
    document.querySelector('main')?.insertAdjacentHTML('afterbegin', '<h1 tabindex="-1">Debrief</h1>');
    await vi.waitFor(() => expect(focused()).toBe('Debrief'));
  });

  it('leaves whoever has moved on where they are', async () => {
    page('<nav><a href="/home">Practise</a></nav><main tabindex="-1"><h1 tabindex="-1">Loading</h1></main>');
    focusHeading();
    await settled();
    document.querySelector('a')?.focus();
    document.querySelector('main')?.replaceChildren();
    await settled();
    document.querySelector('main')?.insertAdjacentHTML('afterbegin', '<h1 tabindex="-1">Library</h1>');
    await settled();
    expect(focused()).toBe('Practise');
  });
});
