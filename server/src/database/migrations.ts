import { Accounts1764000001000 } from './migrations/1764000001000-accounts.js';
import { Matchmaking1764000003000 } from './migrations/1764000003000-matchmaking.js';

/** All migrations there are. Listed, not globbed: a stray file in a folder is never run. */
export const migrations = [Accounts1764000001000, Matchmaking1764000003000];
