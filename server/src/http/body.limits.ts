/** The largest body that is read, in KB. */
export const BODY_KB = 64;

/** The same where the text of a flow comes in: 100,000 characters, as JSON in UTF-8. */
export const TEXT_KB = 512;

/** What is read of a body that is sent to this address, in KB. */
export function bodyLimitKb(url: string): number {
  return url.startsWith('/api/studio/') ? TEXT_KB : BODY_KB;
}
