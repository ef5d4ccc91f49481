import { checkSheet } from '#shared/rating/check-sheet.js';
import { VignetteLibrary } from '../calibration/vignette.library.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { entrySchema } from '../rooms/room.entry.js';
import { DemoWorld } from './demo.world.js';

const NOW = Date.UTC(2026, 0, 15);
const SIZE = { seed: 3, people: 10, sheets: 40, days: 60 };

describe('a simulated world to show the product with', () => {
  const library = new FlowLibrary();
  const vignettes = new VignetteLibrary();
  const make = () => {
    const world = new DemoWorld(SIZE, { flows: library.list(), vignettesOf: (track) => vignettes.of(track) }, NOW);
    return { world, played: world.sessions.map((session, index) => world.play(session, index)) };
  };
  const { world, played } = make();

  it('is played by the rules to its end, before now', () => {
    expect(played.length).toBeGreaterThan(15);
    for (const { room } of played) {
      expect(room.state.phase).toMatchObject({ name: 'closed', reason: 'completed' });
      expect(room.now).toBeLessThan(NOW);
      for (const entry of room.entries) expect(entrySchema.parse(entry)).toEqual(entry);
    }
  });

  it('has sheets that a server would take, and one flow for each round', () => {
    const sheets = played.flatMap(({ room, sheets: of }) => of.map((sheet) => ({ room, sheet })));
    expect(sheets.length).toBeGreaterThan(played.length * 3);
    for (const { room, sheet } of sheets) {
      const record = room.state.records[sheet.round === 1 ? 0 : 1];
      const ref = room.state.rounds[sheet.round === 1 ? 0 : 1].flow;
      const round = {
        exercises: ref ? library.get(ref).exercises : [],
        moments: record.moments.map(({ id }) => id),
        signals: Object.keys(record.marks),
        cards: record.cards.map(({ card }) => card),
      };
      expect(checkSheet(sheet.sheet, round)).toBeNull();
    }
  });

  it('is the same every time for the same seed', () => {
    const again = make();
    expect(again.world.accounts()).toEqual(world.accounts());
    expect(again.played.at(-1)?.room.entries).toEqual(played.at(-1)?.room.entries);
    expect(again.world.vignettes().length).toBeGreaterThan(0);
  });
});
