import { z } from 'zod';
import { competencySchema } from '../interview/competency.js';
import { levelSchema, trackSchema } from '../interview/track.js';

export const emailSchema = z.email().max(254);
/** 8 to 128 characters, no composition rules (ASVS 5.0, 6.2). */
export const passwordSchema = z.string().min(8).max(128);
export const displayNameSchema = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N} .'’_-]+$/u, "letters, digits, spaces and . ' _ - only");
/** BCP 47 primary tags offered for the interview's language. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh'] as const;
export const languageSchema = z.enum(LANGUAGES);

export const profileSchema = z.strictObject({
  tracks: z.array(trackSchema).min(1).max(6),
  level: levelSchema,
  languages: z.array(languageSchema).min(1).max(5),
  /** Competencies to work on, at most three. */
  goals: z.array(competencySchema).max(3),
  /** IANA name. */
  timeZone: z.string().min(1).max(60),
});
export type Profile = z.infer<typeof profileSchema>;

export const accountSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  emailConfirmed: z.boolean(),
  bot: z.boolean(),
  /** `null` until onboarding is done or skipped (then defaults). */
  profile: profileSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

export const signUpSchema = z.strictObject({
  email: emailSchema,
  displayName: displayNameSchema,
  password: passwordSchema,
  /** A scripted partner says so of itself; shown to everybody it meets, never counted in anybody's history. */
  bot: z.boolean().default(false),
});

export const signedInSessionSchema = z.object({
  id: z.uuid(),
  current: z.boolean(),
  createdAt: z.int(),
  lastSeenAt: z.int(),
  /** Browser and system in words, from the user agent. */
  device: z.string(),
});
export type SignedInSession = z.infer<typeof signedInSessionSchema>;

/** A mail of the mailbox page that stands in for SMTP on one's own machine. */
export const mailSchema = z.object({
  id: z.uuid(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  at: z.int(),
});
export type Mail = z.infer<typeof mailSchema>;
