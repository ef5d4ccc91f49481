// Decodes and merges what strangers send, in a thread of its own: made-up bytes can keep Yjs busy for very long, and
// then the thread is ended and the server is not. Plain JavaScript, because a thread is started from a file as it is.
import { parentPort } from 'node:worker_threads';
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

function merge({ state, updates }) {
  const good = state === null ? [] : [state];
  let doc = load(good);
  const outcomes = updates.map((update) => {
    const outcome = take(doc, update);
    // A refused update may have left half of itself behind.
    if (outcome.refused) doc = load(good);
    else good.push(update);
    return outcome;
  });
  return { state: Y.encodeStateAsUpdate(doc), outcomes };
}

parentPort.on('message', (work) => parentPort.postMessage(merge(work)));
parentPort.postMessage('ready');
