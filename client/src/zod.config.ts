import { config } from 'zod';

// The content policy allows no code made at run time; zod would try as soon as the first schema is built. Imported
// before everything else.
config({ jitless: true });
