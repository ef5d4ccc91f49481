import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { interviewerRubricSchema, rubricSchema } from '../interview/rubric.js';
import { flowSchema } from './flow.schema.js';
import { lintFlow } from './lint/lint.js';

const content = join(__dirname, '..', '..', 'content');

function filesIn(folder: string): string[] {
  return readdirSync(join(content, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => `${folder}/${path}`);
}

function read(path: string): unknown {
  return parse(readFileSync(join(content, path), 'utf8'));
}

const flows = filesIn('flows');

describe('the flows in shared/content', () => {
  it('are there', () => {
    expect(flows.length).toBeGreaterThan(0);
  });

  it.each(flows)('%s keeps to the schema and has no fault', (path) => {
    const flow = flowSchema.parse(read(path));
    const faults = lintFlow(flow).filter(({ severity }) => severity === 'error');
    expect(faults.map(({ path: at, message }) => `${at.join('.')}: ${message}`)).toEqual([]);
    expect(path).toBe(`flows/${flow.track}/${flow.id}.yaml`);
  });

  it('have an id each', () => {
    const ids = flows.map((path) => flowSchema.parse(read(path)).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the rubric in shared/content', () => {
  it.each(filesIn('rubric'))('%s keeps to the schema', (path) => {
    const schema = path.endsWith('/interviewer.yaml') ? interviewerRubricSchema : rubricSchema;
    expect(schema.safeParse(read(path)).error?.issues).toBeUndefined();
  });
});
