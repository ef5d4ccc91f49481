/** A job that has failed as often as it may. */
export interface DeadJob {
  name: string;
  payload: unknown;
  attempts: number;
  error: unknown;
}

/** The same for all tries at the same thing, whatever ids they were put off under. */
export function aboutOf({ name, payload }: Pick<DeadJob, 'name' | 'payload'>): string {
  const parts = typeof payload === 'object' && payload !== null ? Object.values(payload) : [payload];
  return [name, ...parts.filter((part) => part !== name && part !== undefined).map(String)].join(' ').slice(0, 200);
}

const MESSAGE_MAX = 400;
/** What may stand in a message and is nobody's business: who signed in where, to whom a mail went, what opens a door. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1…@'],
  [/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…@…'],
  [/\b(bearer|basic|password|passwd|secret|token|authorization|api[-_]?key)\b(["']?\s*[:=]?\s*)\S+/gi, '$1$2…'],
  [/\b(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])[\w+/-]{40,}={0,2}/gi, '…'],
];

/** What an error says, on one line and without secrets: kept for long, and read by people. */
export function plainError(error: unknown): string {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [line = ''] = said.split('\n', 1);
  const plain = SECRETS.reduce((text, [secret, instead]) => text.replace(secret, instead), line.replaceAll('\0', ''));
  return plain.length > MESSAGE_MAX ? `${plain.slice(0, MESSAGE_MAX - 1)}…` : plain;
}
