import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import * as Y from 'yjs';
import { z } from 'zod';
import { fromBase64, toBase64 } from '../base64.codec.js';

/** Where somebody's cursor is, as places in the text that move with it; null when they are elsewhere. */
const cursorSchema = z.strictObject({ anchor: z.base64(), head: z.base64() }).nullable();

export interface Selection {
  anchor: number;
  head: number;
}

export function encodeCursor(text: Y.Text, selection: Selection | null): Uint8Array {
  const place = (index: number) =>
    toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index)));
  const cursor = selection && { anchor: place(selection.anchor), head: place(selection.head) };
  return new TextEncoder().encode(JSON.stringify(cursor));
}

/** The partner's cursor in this text, or null; what cannot be read is none. */
export function decodeCursor(doc: Y.Doc, state: Uint8Array): Selection | null {
  try {
    const cursor = cursorSchema.parse(JSON.parse(new TextDecoder().decode(state)));
    if (!cursor) return null;
    const index = (place: string) =>
      Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(fromBase64(place)), doc)?.index;
    const [anchor, head] = [index(cursor.anchor), index(cursor.head)];
    return anchor === undefined || head === undefined ? null : { anchor, head };
  } catch {
    return null;
  }
}

class CursorWidget extends WidgetType {
  constructor(private readonly name: string) {
    super();
  }
  override eq(other: CursorWidget): boolean {
    return other.name === this.name;
  }
  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = 'cm-partner';
    caret.ariaHidden = 'true';
    const label = document.createElement('span');
    label.className = 'cm-partner-name';
    label.textContent = this.name;
    caret.append(label);
    return caret;
  }
}

const moved = StateEffect.define<Selection | null>();

/** Shows where the partner is; their name stands at the caret. */
export function partnerCursor(name: string): {
  extension: Extension;
  show: (view: EditorView, at: Selection | null) => void;
} {
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(shown, transaction) {
      const effect = transaction.effects.findLast((each) => each.is(moved));
      if (!effect) return shown.map(transaction.changes);
      return effect.value ? decorate(effect.value, transaction.state.doc.length, name) : Decoration.none;
    },
    provide: (self) => EditorView.decorations.from(self),
  });
  return { extension: field, show: (view, at) => view.dispatch({ effects: moved.of(at) }) };
}

function decorate({ anchor, head }: Selection, length: number, name: string): DecorationSet {
  const within = (index: number) => Math.min(Math.max(0, index), length);
  const [from, to, at] = [within(Math.min(anchor, head)), within(Math.max(anchor, head)), within(head)];
  const builder = new RangeSetBuilder<Decoration>();
  const caret = Decoration.widget({ widget: new CursorWidget(name), side: 1 });
  const range = Decoration.mark({ class: 'cm-partner-range' });
  if (at === from) builder.add(at, at, caret);
  if (from < to) builder.add(from, to, range);
  if (at !== from) builder.add(at, at, caret);
  return builder.finish();
}
