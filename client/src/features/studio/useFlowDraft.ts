import { computed, onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue';
import type { DraftSaved, FindingCounts, OpenFlow } from '#shared/contract/studio.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';

/** `stale`: somebody, most likely oneself in another tab, has saved since; `refused`: the server will not take it. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'unreachable' | 'stale' | 'refused';

const QUIET_MS = 1200;
const RETRY_MS = 5000;

/** What a draft needs of the server; a test puts its own in the place. */
export interface DraftPort {
  save(draft: { text: string; revision: number; findings: FindingCounts | null }): Promise<DraftSaved>;
  open(): Promise<OpenFlow>;
}

/**
 * The text of a flow, saved a moment after each change. A save over something newer is refused by the server: then
 * nothing more is saved until it was decided which of the two goes on.
 */
export function useFlowDraft(opened: OpenFlow, port: DraftPort, counts: () => FindingCounts | null) {
  const text = shallowRef(opened.text);
  const kept = shallowRef(opened.text);
  const revision = shallowRef(opened.revision);
  const savedAt = shallowRef(opened.savedAt);
  const state = shallowRef<SaveState>('saved');
  const refusal = shallowRef<ApiRefusal | null>(null);
  /** What stands on the server where ours is stale. */
  const theirs = shallowRef<OpenFlow | null>(null);
  const unsaved = computed(() => text.value !== kept.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;
  let gone = false;

  function schedule(afterMs: number): void {
    clearTimeout(timer);
    if (!gone) timer = setTimeout(() => void save(), afterMs);
  }

  function write(next: string): void {
    if (next === text.value) return;
    text.value = next;
    if (state.value === 'stale') return;
    if (state.value !== 'saving') state.value = unsaved.value ? 'unsaved' : 'saved';
    if (unsaved.value) schedule(QUIET_MS);
  }

  /** Saves at once; resolves when what was there then is saved, or could not be. */
  async function save(): Promise<void> {
    clearTimeout(timer);
    while (sending) await sending;
    if (!unsaved.value || state.value === 'stale') return;
    sending = send().finally(() => (sending = null));
    await sending;
  }

  async function send(): Promise<void> {
    const asked = text.value;
    state.value = 'saving';
    try {
      const saved = await port.save({ text: asked, revision: revision.value, findings: counts() });
      kept.value = asked;
      revision.value = saved.revision;
      savedAt.value = saved.savedAt;
      refusal.value = null;
      state.value = unsaved.value ? 'unsaved' : 'saved';
      if (unsaved.value) schedule(QUIET_MS);
    } catch (error) {
      await refused(asRefusal(error));
    }
  }

  async function refused(why: ApiRefusal): Promise<void> {
    refusal.value = why;
    if (why.code === 'STALE_DRAFT') return compare();
    const mayPass = why.code === 'UNAVAILABLE' || why.code === 'RATE_LIMITED' || why.code === 'INTERNAL';
    state.value = mayPass ? 'unreachable' : 'refused';
    if (mayPass) schedule(why.retryAfterMs ?? RETRY_MS);
  }

  /** A save whose answer was lost is no conflict: what stands there is what was sent. */
  async function compare(): Promise<void> {
    try {
      const there = await port.open();
      if (there.text === text.value || there.text === kept.value) return goOnOver(there);
      theirs.value = there;
      state.value = 'stale';
    } catch (error) {
      refusal.value = asRefusal(error);
      state.value = 'unreachable';
      schedule(RETRY_MS);
    }
  }

  function goOnOver(there: OpenFlow): void {
    kept.value = there.text;
    revision.value = there.revision;
    savedAt.value = there.savedAt;
    theirs.value = null;
    refusal.value = null;
    state.value = unsaved.value ? 'unsaved' : 'saved';
    if (unsaved.value) schedule(0);
  }

  /** Go on with mine, which takes the place of theirs, or with theirs. */
  function decide(which: 'mine' | 'theirs'): void {
    const there = theirs.value;
    if (!there) return;
    if (which === 'theirs') text.value = there.text;
    goOnOver(there);
  }

  onScopeDispose(() => {
    gone = true;
    void save();
  });

  return {
    text: readonly(text),
    revision: readonly(revision),
    savedAt: readonly(savedAt),
    state: readonly(state),
    refusal: shallowReadonly(refusal),
    theirs: shallowReadonly(theirs),
    unsaved,
    write,
    save,
    decide,
  };
}

export type FlowDraft = ReturnType<typeof useFlowDraft>;
