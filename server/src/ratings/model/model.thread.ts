import { parentPort } from 'node:worker_threads';
import { parsers, requestSchema, type Answer, type Exchange, type Reply } from './model.messages.js';
import { ModelState } from './model.state.js';

/** The thread that holds the models: it answers one message after the other and knows nothing of the database. */
const state = new ModelState();

function answer<E extends Exchange>(name: E, ask: unknown): Answer<E> {
  return state.answers[name](parsers[name].ask.parse(ask));
}

parentPort?.on('message', (message: unknown) => {
  const { id, name, ask } = requestSchema.parse(message);
  let reply: Reply;
  try {
    reply = { id, answer: answer(name, ask) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(reply);
});
