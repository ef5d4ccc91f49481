import { acceptCompletion, autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { LocatedFinding } from '#shared/flow/lint/lint-file.js';
import { flowCompletion } from '../completion/flow.completion.js';
import { findingLines, stretchOf } from '../findings.presenter.js';
import type { Outline } from '../outline.presenter.js';
import { editorTheme } from './editor.theme.js';

export interface EditorParts {
  parent: HTMLElement;
  text: string;
  label: string;
  /** What can be pointed to in the text, by now. */
  outline: () => Outline;
  changed: (text: string) => void;
  save: () => void;
}

export interface FlowEditor {
  setText(text: string): void;
  showFindings(findings: readonly LocatedFinding[]): void;
  goTo(line: number, column: number): void;
  destroy(): void;
}

/** An editor of YAML that knows what a flow is made of. */
export function createFlowEditor({ parent, text, label, outline, changed, save }: EditorParts): FlowEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentUnit.of('  '),
        EditorView.lineWrapping,
        yaml(),
        bracketMatching(),
        autocompletion({ override: [flowCompletion(outline)] }),
        keymap.of([
          { key: 'Mod-s', preventDefault: true, run: () => (save(), true) },
          { key: 'Tab', run: acceptCompletion },
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        editorTheme,
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
      ],
    }),
  });

  return {
    setText(next) {
      const now = view.state.doc.toString();
      if (next !== now) view.dispatch({ changes: changeTo(now, next) });
    },
    showFindings(findings) {
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state.doc.toString(), findings)));
    },
    goTo(line, column) {
      const at = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const anchor = Math.min(at.from + column - 1, at.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** Only what differs, so that the cursor and what is in view stay where they are. */
function changeTo(now: string, next: string): { from: number; to: number; insert: string } {
  const most = Math.min(now.length, next.length);
  let start = 0;
  while (start < most && now[start] === next[start]) start++;
  let end = 0;
  while (end < most - start && now.at(-1 - end) === next.at(-1 - end)) end++;
  return { from: start, to: now.length - end, insert: next.slice(start, next.length - end) };
}

function diagnosticsOf(text: string, findings: readonly LocatedFinding[]): Diagnostic[] {
  return findings.map((finding) => {
    const [from, to] = stretchOf(text, finding);
    const { severity, code } = finding;
    const [line] = findingLines([finding]);
    return { from, to, severity, source: code, message: `${line?.message} ${line?.fix}` };
  });
}
