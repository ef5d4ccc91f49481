// Decodes and merges what strangers send, in a process of its own: a few made-up bytes can keep Yjs busy for very long
// or make it ask for more memory than there is, and then this process is ended and the server is not. (A thread would
// not do: one that runs out of memory at one stroke takes the whole process with it.) Plain JavaScript, because it is
// started from its file as it is.
import process from 'node:process';
import * as Y from 'yjs';

function load(updates) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** What a document gains by an update, or why it gains nothing. */
function take(doc, update) {
  const before = Y.encodeStateVector(doc);
  try {
    Y.applyUpdate(doc, update);
  } catch {
    return { refused: 'garbled' };
  }
  // It builds on changes that never came: they would be kept for ever without showing.
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { refused: 'gap' };
  return { gained: Y.encodeStateAsUpdate(doc, before) };
}

/** What a whole document says, under the name of its text. */
function read({ state, text }) {
  return { text: load([state]).getText(text).toString() };
}

/** Each refused update costs the whole document: beyond so many at a time the rest is not looked at. */
const MAX_REFUSED = 3;

function merge({ state, updates }) {
  const good = state === null ? [] : [state];
  let doc = load(good);
  let refused = 0;
  const outcomes = updates.map((update) => {
    if (refused >= MAX_REFUSED) return { refused: 'late' };
    const outcome = take(doc, update);
    if (outcome.refused) {
      refused += 1;
      // It may have left half of itself behind.
      doc = load(good);
    } else good.push(update);
    return outcome;
  });
  return { state: Y.encodeStateAsUpdate(doc), outcomes };
}

// A Ctrl-C reaches everybody at once; this process ends when the server lets go of it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (work) => process.send('text' in work ? read(work) : merge(work)));
process.send('ready');
