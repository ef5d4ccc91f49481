/** Where the system runs: the Playwright configuration says so to everybody. */
export const SYSTEM_URL = process.env.BASE_URL ?? 'http://localhost:3000';
