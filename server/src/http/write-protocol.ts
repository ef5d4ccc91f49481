import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config/package.root.js';
import { protocolDocument } from './protocol.document.js';

writeFileSync(join(packageRoot, 'docs', 'protocol.md'), protocolDocument());
