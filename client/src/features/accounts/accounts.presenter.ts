import type { z } from 'zod';

export type FieldErrors = Partial<Record<string, string>>;

/** What is said under a field that can't be accepted. */
const SENTENCES: Record<string, string> = {
  email: 'Write an address like name@example.org.',
  displayName: 'Use 2 to 40 characters: letters, digits, spaces and . ’ _ -',
  password: 'Use at least 8 characters. Length is what makes it strong.',
  tracks: 'Choose at least one track.',
  phrase: 'Type the words exactly as they stand above.',
  languages: 'Choose at least one language, at most five.',
};

/** The values as the route takes them, or what to change about which field. */
export function check<S extends z.ZodType>(
  schema: S,
  values: unknown,
): { ok: true; values: z.output<S> } | { ok: false; errors: FieldErrors } {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, values: parsed.data };
  const complaints = parsed.error.issues.map(({ path, message }) => {
    const field = path.join('.');
    return { path: field, message: SENTENCES[field] ?? message };
  });
  return { ok: false, errors: errorsByField(complaints) };
}

/** Complaints under their fields; the first one about a field counts. */
export function errorsByField(complaints: readonly { path: string; message: string }[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of complaints) errors[path] ??= message;
  return errors;
}

/**
 * The server's complaints as sentences. What passed our own check and not the server's is something that only it knows,
 * so its words are shown: they name what would be accepted. A profile's fields stand in the form without their parent.
 */
export function serverErrors(complaints: readonly { path: string; message: string }[]): FieldErrors {
  return errorsByField(
    complaints.map(({ path, message }) => ({
      path: path.replace(/^profile\./, ''),
      message: `This has to be ${message}.`,
    })),
  );
}

/** The token that a mail's link carries, after `?` or `#`. */
export function tokenOf(query: Record<string, unknown>, hash: string): string | null {
  if (typeof query.token === 'string' && query.token) return query.token;
  return new URLSearchParams(hash.replace(/^#/, '')).get('token');
}
