import type { ErrorCode, Refusal } from '#shared/contract/errors.js';

/** A request that was not granted, whether the server said so or could not be reached. */
export class ApiRefusal extends Error {
  readonly code: ErrorCode;
  readonly fields: { path: string; message: string }[];
  readonly retryAfterMs: number | null;

  constructor(refusal: Omit<Refusal, 'ok'>) {
    super(refusal.message);
    this.name = 'ApiRefusal';
    this.code = refusal.code;
    this.fields = refusal.fields ?? [];
    this.retryAfterMs = refusal.retryAfterMs ?? null;
  }

  /** What is said about one field, if anything is. */
  field(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

export const OFFLINE_SENTENCE = 'We can’t reach Turnabout right now. Check your connection, then try again.';
const UNREADABLE_SENTENCE = 'The answer could not be read. Reload the page to get the current version.';

export function unreachable(): ApiRefusal {
  return new ApiRefusal({ code: 'UNAVAILABLE', message: OFFLINE_SENTENCE });
}

export function unreadable(): ApiRefusal {
  return new ApiRefusal({ code: 'INTERNAL', message: UNREADABLE_SENTENCE });
}

/** Whatever was thrown, as a refusal that can be shown. */
export function asRefusal(error: unknown): ApiRefusal {
  if (error instanceof ApiRefusal) return error;
  console.error(error);
  return new ApiRefusal({ code: 'INTERNAL', message: 'Something went wrong on this page. Reload it and try again.' });
}
