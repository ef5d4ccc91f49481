import { shallowRef } from 'vue';
import type { Level } from '#shared/interview/track.js';
import type { Moment } from '#shared/room/state.js';

/** A moment being written: new, at the time its key was pressed, or one that is corrected. */
export interface MomentDraft {
  id: string | null;
  side: Moment['side'];
  t: number;
  competency: Moment['competency'] | null;
  text: string;
}

/** What lies open on this screen; nobody else knows of it. */
export function useWorkbench() {
  /** A step that is looked at without going there. */
  const peeked = shallowRef<string | null>(null);
  /** The step's own words are wanted again, though this card was put since. */
  const putAway = shallowRef<string | null>(null);
  /** What to listen for is looked at for this level instead of the candidate's. */
  const level = shallowRef<Level | null>(null);
  const draft = shallowRef<MomentDraft | null>(null);
  const notesOpen = shallowRef(false);
  const deckOpen = shallowRef(false);
  const helpOpen = shallowRef(false);
  const exemplarsOpen = shallowRef(false);

  function writeMoment(next: MomentDraft): void {
    notesOpen.value = false;
    draft.value = next;
  }

  function openNotes(): void {
    draft.value = null;
    notesOpen.value = true;
  }

  /** What belongs to one interview is put away with it. */
  function clear(): void {
    peeked.value = null;
    putAway.value = null;
    level.value = null;
    draft.value = null;
    notesOpen.value = false;
    deckOpen.value = false;
    exemplarsOpen.value = false;
  }

  return { peeked, putAway, level, draft, notesOpen, deckOpen, helpOpen, exemplarsOpen, writeMoment, openNotes, clear };
}

export type Workbench = ReturnType<typeof useWorkbench>;
