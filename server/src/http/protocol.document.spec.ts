import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from '#shared/contract/errors.js';
import { routes } from '#shared/contract/http.js';
import { clientEvents, serverEvents } from '#shared/contract/socket.js';
import { peerCommandSchema } from '#shared/room/commands.js';
import { roomEventBodySchema } from '#shared/room/events.js';
import { packageRoot } from '../config/package.root.js';
import { protocolDocument } from './protocol.document.js';

describe('docs/protocol.md', () => {
  const written = readFileSync(join(packageRoot, 'docs', 'protocol.md'), 'utf8');

  it('is what `npm run docs:protocol` makes of the contract', () => {
    expect(written).toBe(protocolDocument());
  });

  it('names every route, event and refusal', () => {
    for (const route of Object.keys(routes)) expect(written).toContain(`\n### ${route}\n`);
    for (const event of Object.keys(clientEvents)) expect(written).toContain(`\n### ${event}\n`);
    for (const event of Object.keys(serverEvents)) expect(written).toContain(`\n### ${event} (from the server)\n`);
    for (const code of ERROR_CODES) expect(written).toContain(`\n| \`${code}\` `);
  });

  it('has every shape that it names, and no name that is made up', () => {
    const headings = new Set([...written.matchAll(/^### (\w+)$/gm)].map(([, name]) => name));
    const fields = [...written.matchAll(/^ *(?:\w+\??|\[\w+\]): ([A-Z]\w*)(?:\[\]|$| \|)/gm)].map(([, name]) => name);
    expect(fields.length).toBeGreaterThan(50);
    expect(fields.filter((name) => !headings.has(name ?? ''))).toEqual([]);
    expect(written).not.toContain('__schema');
  });

  it('says of every command who may send it and what it does', () => {
    const commands = peerCommandSchema.options.map((option) => option.shape.type.value);
    for (const command of commands)
      expect(written).toMatch(new RegExp(`^\\| \`${command}\` +\\| (both|interviewer|candidate) `, 'm'));
    const events = roomEventBodySchema.options.map((option) => option.shape.type.value);
    for (const event of events) expect(written).toContain(`\n| \`${event}\` `);
  });

  it('leaves no shape unsaid', () => {
    expect(written).not.toMatch(/(: |= |\| |\()(any|unknown|undefined)(\[|[\s;})])/);
  });
});
