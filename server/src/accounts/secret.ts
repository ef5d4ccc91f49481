import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie or the link of a mail: 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret: enough to recognise it, nothing to use it. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
