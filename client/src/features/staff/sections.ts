/** The parts of the page for staff, each with an address of its own. */
export const STAFF_SECTIONS = [
  { key: 'ratings', label: 'Ratings' },
  { key: 'flags', label: 'Flags' },
  { key: 'disputes', label: 'Disputes' },
  { key: 'jobs', label: 'Jobs' },
  { key: 'audit', label: 'Audit log' },
] as const;
