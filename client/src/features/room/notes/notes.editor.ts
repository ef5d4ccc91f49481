import { defaultKeymap } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import type * as Y from 'yjs';

/** A paste beyond this would not fit into one message. */
const MAX_PASTE = 12_000;

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', fontSize: '0.875rem', lineHeight: '1.7', overflow: 'auto' },
  '.cm-content': { padding: '1.5rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 1.5rem' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '.cm-partner': {
    position: 'relative',
    borderLeft: '2px solid var(--peer-ink)',
    marginLeft: '-1px',
    marginRight: '-1px',
  },
  '.cm-partner-name': {
    position: 'absolute',
    left: '-2px',
    top: '-1.15em',
    padding: '0 4px',
    borderRadius: '3px 3px 3px 0',
    font: '600 10px/14px var(--font-sans)',
    whiteSpace: 'nowrap',
    background: 'var(--peer-ink)',
    color: 'var(--peer)',
    pointerEvents: 'none',
  },
  '.cm-partner-range': { background: 'var(--peer)' },
});

export interface EditorParts {
  parent: HTMLElement;
  text: Y.Text;
  label: string;
  extensions: Extension[];
  /** Where one's own cursor went; null when it left the notes. */
  moved: (selection: { anchor: number; head: number } | null) => void;
  tooMuch: () => void;
}

/** The editor of the shared notes: plain text, undo of one's own changes only. */
export function createEditor({ parent, text, label, extensions, moved, tooMuch }: EditorParts): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text.toString(),
      extensions: [
        keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        placeholder('Write here; you both see it'),
        theme,
        yCollab(text, null),
        EditorState.changeFilter.of((transaction) => {
          let inserted = 0;
          transaction.changes.iterChanges((_from, _to, _fromNew, _toNew, words) => (inserted += words.length));
          const fits = !transaction.isUserEvent('input') || inserted <= MAX_PASTE;
          if (!fits) tooMuch();
          return fits;
        }),
        EditorView.updateListener.of(({ view, selectionSet, docChanged, focusChanged }) => {
          if (!selectionSet && !docChanged && !focusChanged) return;
          moved(view.hasFocus ? view.state.selection.main : null);
        }),
        ...extensions,
      ],
    }),
  });
}
