import { patientComponent } from './patient.component.js';

const loadRating = () => import('../rating/RatingPanel.vue');
const loadDebrief = () => import('../debrief/DebriefPanel.vue');
const loadNotes = () => import('./components/NotesEditor.vue');

export const RatingPanel = patientComponent(loadRating);
export const DebriefPanel = patientComponent(loadDebrief);
export const NotesEditor = patientComponent(loadNotes);

/** Fetches what the session will need later, so that a lost line does not hold up its next phase. */
export function fetchParts(): void {
  for (const load of [loadNotes, loadRating, loadDebrief]) load().catch(() => undefined);
}
