/** Whoever signs up with one of these looks after the system under test; one that runs already needs them in STAFF_EMAILS. */
export const STAFF_EMAIL = 'staff@journey.example';
export const REVIEWER_EMAIL = 'reviewer@journey.example';
export const AUDITOR_EMAIL = 'auditor@journey.example';
