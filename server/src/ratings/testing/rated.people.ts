import { RoomStory, type Person } from '../../testing/room.story.js';
import { startTestApp, type TestApp } from '../../testing/test.app.js';
import { LedgerStory } from './ledger.story.js';

export interface RatedPeople {
  server: TestApp;
  ledger: LedgerStory;
  people: Person[];
}

/** Six people on a server without workers, and the ledger in which they are rated. */
export async function startRatedPeople(): Promise<RatedPeople> {
  const server = await startTestApp({ runsWorkers: false });
  const story = new RoomStory(server.app, server.url);
  const people: Person[] = [];
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn']) people.push(await story.person(name));
  return { server, ledger: new LedgerStory(server.app), people };
}
