/** Whoever signs up with it looks after the system under test; one that runs already needs it in STAFF_EMAILS. */
export const STAFF_EMAIL = 'staff@journey.example';
