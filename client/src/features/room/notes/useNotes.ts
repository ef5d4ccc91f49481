import { onScopeDispose, shallowReadonly, shallowRef } from 'vue';
import type { EditorView } from '@codemirror/view';
import type { Seat } from '#shared/room/state.js';
import { toast } from '../../../ui/toasts.js';
import { decodeCursor, encodeCursor, partnerCursor, type Selection } from './notes.cursors.js';
import { createEditor } from './notes.editor.js';
import type { NotesPort } from './notes.port.js';
import { NotesSync, type NotesStatus } from './notes.sync.js';

const CURSOR_MS = 120;

/** The shared notes of a room in an editor. What is typed is never thrown away by the line. */
export function useNotes(port: NotesPort, partner: { seat: Seat; name: string }, changed: () => void) {
  const status = shallowRef<NotesStatus>({ is: 'opening' });
  const sync = new NotesSync(port, (next) => (status.value = next), changed);
  const cursor = partnerCursor(partner.name);
  let editor: EditorView | undefined;
  let at: Selection | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Cursors are worthless when late: the last place within a moment is told, and a loss is no matter. */
  function tellCursor(selection: Selection | null): void {
    at = selection && { anchor: selection.anchor, head: selection.head };
    timer ??= setTimeout(() => {
      timer = undefined;
      port.cursor(encodeCursor(sync.text, at)).catch(() => undefined);
    }, CURSOR_MS);
  }

  function mount(parent: HTMLElement): void {
    editor = createEditor({
      parent,
      text: sync.text,
      label: 'Shared notes',
      extensions: [cursor.extension],
      moved: tellCursor,
      tooMuch: () => toast('That is too much for one paste. Take a part of it.', { tone: 'alarm' }),
    });
  }

  const stopCursor = port.onCursor((seat, state) => {
    if (seat === partner.seat && editor) cursor.show(editor, decodeCursor(sync.doc, state));
  });

  onScopeDispose(() => {
    stopCursor();
    clearTimeout(timer);
    sync.stop();
    editor?.destroy();
  });

  /** Somebody who is away is nowhere in the text. */
  const hideCursor = () => editor && cursor.show(editor, null);

  return { status: shallowReadonly(status), mount, hideCursor };
}
