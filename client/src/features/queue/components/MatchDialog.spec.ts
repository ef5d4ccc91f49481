import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp, h, nextTick } from 'vue';
import type { Proposal } from '#shared/contract/queue.js';
import MatchDialog from './MatchDialog.vue';

const PROPOSAL: Proposal = {
  match: '00000000-0000-4000-8000-000000000000',
  expiresAt: 30_000,
  track: 'ml-case',
  level: 'mid',
  length: 'full',
  partner: { displayName: 'Ben', level: 'mid', bot: false },
  reasons: [],
  accepted: false,
  partnerAccepted: false,
};

let close = () => {};
afterEach(() => close());

async function shown() {
  const answered = vi.fn();
  const typing = document.body.appendChild(document.createElement('input'));
  typing.focus();
  const app = createApp({
    render: () => h(MatchDialog, { proposal: PROPOSAL, answerBy: Date.now() + 30_000, busy: null, onAnswer: answered }),
  });
  app.mount(document.body.appendChild(document.createElement('div')));
  close = () => {
    app.unmount();
    document.body.replaceChildren();
  };
  await nextTick();
  await vi.waitFor(() => expect(document.activeElement).not.toBe(typing));
  const dialog = document.querySelector('[role="dialog"]');
  const buttons = [...(dialog?.querySelectorAll('button') ?? [])].map((button) => button.textContent.trim());
  return { answered, dialog, buttons };
}

describe('the call of a match', () => {
  it('takes the focus itself, so that a key typed at that instant accepts nothing', async () => {
    const { answered, dialog } = await shown();
    expect(document.activeElement).toBe(dialog);
    dialog?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    expect(answered).not.toHaveBeenCalled();
  });

  it('has “Accept” one Tab away', async () => {
    const { buttons } = await shown();
    expect(buttons).toEqual(['Accept', 'Not now']);
  });
});
