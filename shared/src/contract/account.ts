import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';

export const emailSchema = z.email().max(254);
/** 8 to 128 characters, no composition rules (ASVS 5.0, 6.2). */
export const passwordSchema = z.string().min(8).max(128).describe('Anything but what would be guessed first.');
/**
 * Letters with the marks that many scripts write on them, a few at most, and joiners where such scripts need them; nothing
 * that cannot be seen.
 */
const NAME = /^(?:(?!\p{DI})[\p{L}\p{N}](?:(?!\p{DI})\p{M}){0,4}(?:[\u200c\u200d](?=\p{L}))?|[ .'’_-])+$/u;
export const displayNameSchema = z
  .string()
  .trim()
  .normalize('NFC')
  .min(2)
  .max(40)
  .regex(NAME, "letters, digits, spaces and . ' _ - only")
  .describe("Letters and digits of any script, spaces, and `.` `'` `’` `_` `-`; trimmed.");
/** BCP 47 primary tags offered for the interview's language. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh'] as const;
export const languageSchema = z.enum(LANGUAGES);

export const profileSchema = z.strictObject({
  tracks: z.array(trackSchema).min(1).max(6),
  level: levelSchema,
  languages: z.array(languageSchema).min(1).max(5),
  goals: z.array(competencySchema).max(3).describe('Competencies to work on, at most three.'),
  timeZone: z.string().min(1).max(60).describe('A name of the IANA time zone database.'),
});
export type Profile = z.infer<typeof profileSchema>;

export const accountSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  emailConfirmed: z.boolean(),
  bot: z.boolean(),
  profile: profileSchema.nullable().describe('`null` until it is set the first time: nobody queues without one.'),
});
export type Account = z.infer<typeof accountSchema>;

export const signUpSchema = z.strictObject({
  email: emailSchema,
  displayName: displayNameSchema,
  password: passwordSchema,
  bot: z
    .boolean()
    .default(false)
    .describe(
      'A scripted partner says so of itself: shown to everybody it meets, and nothing with it counts in anybody’s numbers.',
    ),
});

export const signedInSessionSchema = z.object({
  id: z.uuid(),
  current: z.boolean(),
  createdAt: z.int(),
  lastSeenAt: z.int(),
  device: z.string().describe('Browser and system in words, from the user agent.'),
});
export type SignedInSession = z.infer<typeof signedInSessionSchema>;

/** A mail of the mailbox page that stands in for SMTP on one's own machine. */
export const mailSchema = z.object({
  id: z.uuid(),
  to: z.string(),
  subject: z.string(),
  text: z.string().describe('Plain text, with links on lines of their own.'),
  at: z.int(),
});
export type Mail = z.infer<typeof mailSchema>;
