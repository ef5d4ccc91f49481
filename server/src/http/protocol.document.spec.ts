import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from '#shared/contract/errors.js';
import { routes } from '#shared/contract/http.js';
import { clientEvents, serverEvents } from '#shared/contract/socket.js';
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

  it('leaves no shape unsaid', () => {
    expect(written).not.toMatch(/(: |= |\| |\()(any|unknown|undefined)(\[|[\s;})])/);
  });
});
