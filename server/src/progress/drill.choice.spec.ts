import type { Flow } from '#shared/flow/flow.schema.js';
import { FlowLibrary } from '../flows/flow.library.js';
import { chooseFlow } from './drill.choice.js';

const flows = new FlowLibrary().list();
const taste = { competency: 'data' as const, seen: [], tracks: ['ml-debugging' as const], level: 'senior' as const };
const chosen = (more: Partial<Parameters<typeof chooseFlow>[1]> = {}): Flow | null =>
  chooseFlow(flows, { ...taste, ...more });

describe('the flow of a drill', () => {
  it('exercises the competency, in a track and at a level of the person', () => {
    const flow = chosen();
    expect(flow?.exercises).toContain('data');
    expect(flow).toMatchObject({ track: 'ml-debugging' });
    expect(flow?.levels).toContain('senior');
  });

  it('is never one that they know, and of another track rather than none', () => {
    const seen = flows.filter(({ track }) => track === 'ml-debugging').map(({ id }) => id);
    const other = chosen({ seen });
    expect(other?.track).not.toBe('ml-debugging');
    expect(other?.exercises).toContain('data');
    expect(chosen({ seen: flows.map(({ id }) => id) })).toBeNull();
  });
});
