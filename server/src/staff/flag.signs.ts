import { z } from 'zod';
import type { Flag } from '#shared/contract/staff.js';

/** What the rating model says of a rater or a pair that stands out, as it is written with an epoch. */
export const standingOutSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('severity'), severity: z.number(), se: z.number(), sheets: z.int() }),
  z.object({ kind: z.literal('profile'), fit: z.number(), se: z.number(), sheets: z.int() }),
  z.object({ kind: z.literal('flat'), spread: z.number(), sheets: z.int() }),
  z.object({ kind: z.literal('pair'), effect: z.number(), sheets: z.int() }),
]);
type StandingOut = z.infer<typeof standingOutSchema>;

/** Beyond what each is worth a look, in the units of its value. */
const FROM = { severity: 1, profile: 2, flat: 0.1, pair: 0.5 } as const;

/** The same as staff read it: a value, and what it is beyond. */
export function signOf(found: StandingOut): Flag['signs'][number] {
  const { kind: sign, sheets } = found;
  const shown = { sign, sheets, from: FROM[sign] };
  switch (found.kind) {
    case 'severity':
      return { ...shown, value: found.severity, se: found.se };
    case 'profile':
      return { ...shown, value: found.fit, se: found.se };
    case 'flat':
      return { ...shown, value: found.spread, se: null };
    case 'pair':
      return { ...shown, value: found.effect, se: null };
  }
}
