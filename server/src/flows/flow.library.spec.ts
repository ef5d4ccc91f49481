import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { familyOf } from '#shared/interview/track.js';
import { BootError } from '../config/boot.error.js';
import { packageRoot } from '../config/package.root.js';
import { FlowLibrary } from './flow.library.js';

const KEPT = /\/(churn-streaming|payment-fraud)\.yaml$/;
const FLOW = 'flows/ml-case/churn-streaming.yaml';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnabout-content-'));
  // Two flows are enough to spoil: each is read and linted whenever a library is made.
  const taken = (path: string) => !path.includes('/flows/') || !path.endsWith('.yaml') || KEPT.test(path);
  cpSync(join(packageRoot, 'shared', 'content'), folder, { recursive: true, filter: taken });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
}

describe('the library', () => {
  it('has every flow, with a rubric to rate it by', () => {
    const library = new FlowLibrary();
    expect(library.list().length).toBeGreaterThanOrEqual(30);
    for (const flow of library.list()) {
      expect(library.get({ id: flow.id, version: flow.version })).toBe(flow);
      expect(library.rubric(familyOf(flow.track)).competencies).toHaveLength(8);
    }
    expect(library.interviewerRubric().skills).toHaveLength(4);
  });

  it('keeps old versions for rooms that were opened with them, and lists the newest', () => {
    const text = readFileSync(join(folder, FLOW), 'utf8');
    writeFileSync(join(folder, 'flows/ml-case/churn-streaming.v2.yaml'), text.replace(/^version: 1$/m, 'version: 2'));
    const library = new FlowLibrary(folder);
    expect(library.get({ id: 'churn-streaming', version: 1 }).version).toBe(1);
    expect(library.latest('churn-streaming')?.version).toBe(2);
    expect(library.list().filter(({ id }) => id === 'churn-streaming')).toHaveLength(1);
    expect(library.latest('no-such-flow')).toBeUndefined();
    expect(() => library.get({ id: 'churn-streaming', version: 9 })).toThrow('churn-streaming@9');
  });

  it('lists what is shared, and has what a room pins also when it is so no longer', async () => {
    const builtIn = new FlowLibrary(folder).get({ id: 'churn-streaming', version: 1 });
    const ref = { id: 'studio-1', version: 3 };
    const published = {
      read: jest.fn(({ id, version }) => Promise.resolve(version === 3 ? { ...builtIn, id, version } : null)),
      shared: jest.fn(() => Promise.resolve([ref])),
    };
    const library = new FlowLibrary(folder, published);
    expect(library.list().map(({ id }) => id)).not.toContain(ref.id);
    await Promise.all([library.refresh(), library.refresh()]);
    expect(published.shared).toHaveBeenCalledTimes(1);
    expect(library.list().map(({ id }) => id)).toContain(ref.id);
    published.shared.mockResolvedValue([]);
    await library.refresh('now');
    expect(library.list().map(({ id }) => id)).not.toContain(ref.id);
    await library.hold([ref, { id: 'churn-streaming', version: 1 }]);
    expect(library.get(ref)).toMatchObject(ref);
    expect(published.read).toHaveBeenCalledTimes(1);
    expect(() => library.get({ ...ref, version: 2 })).toThrow('studio-1@2');
  });

  it.each<[string, () => void, RegExp]>([
    ['is no YAML', () => edit(FLOW, (text) => `${text}\n\t: [`), /churn-streaming\.yaml:\d+:\d+ is not valid/],
    [
      'says too little',
      () => edit(FLOW, (text) => text.replace(/^title: .*$/m, '')),
      /churn-streaming\.yaml:1:1 is not valid: title: "title" is missing\. Add it/,
    ],
    [
      'says too much',
      () => edit(FLOW, (text) => `mood: good\n${text}`),
      /churn-streaming\.yaml:1:1 is not valid: mood/,
    ],
    [
      'has too little time',
      () => edit(FLOW, (text) => text.replace('minutes: { full: 3, short: 2 }', 'minutes: { full: 2, short: 2 }')),
      /churn-streaming\.yaml:\d+:1 is not valid: steps: The full budgets add up to 29 minutes.*\. Give 1 more/,
    ],
    [
      'comes twice',
      () => edit('flows/ml-case/payment-fraud.yaml', () => readFileSync(join(folder, FLOW), 'utf8')),
      /repeats the flow churn-streaming@1/,
    ],
    [
      'has an id of those that are published',
      () => edit(FLOW, (text) => text.replace(/^id: .*$/m, 'id: studio-churn')),
      /ids that begin with studio-/,
    ],
    ['has no rubric', () => rmSync(join(folder, 'rubric/ml.yaml')), /rubric\/ml\.yaml is missing/],
  ])('does not start with a flow that %s, and names the file', (_, spoil, reason) => {
    spoil();
    expect(() => new FlowLibrary(folder)).toThrow(BootError);
    expect(() => new FlowLibrary(folder)).toThrow(reason);
  });
});
