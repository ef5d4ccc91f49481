import { z } from 'zod';
import {
  ERASURE_PHRASE,
  EXPORT_DAYS,
  EXPORTS_A_DAY,
  exportFileSchema,
  ownExportSchema,
  ownExportsSchema,
} from './owndata.js';

const none = z.object({});
const exportParams = z.object({ id: z.uuid() });

/** Taking one's own data along, and going; `routes` has them with all others. */
export const ownDataRoutes = {
  listExports: {
    method: 'GET',
    path: '/api/exports',
    summary: 'The exports of one’s own data that are being made or can be downloaded.',
    access: 'confirmed',
    status: 200,
    response: ownExportsSchema,
    errors: ['EMAIL_NOT_CONFIRMED'],
  },
  requestExport: {
    method: 'POST',
    path: '/api/exports',
    summary: `Ask for an export of one’s own data. It is made in the background, one at a time and at most ${EXPORTS_A_DAY} in 24 hours, and kept for ${EXPORT_DAYS} days.`,
    access: 'confirmed',
    status: 202,
    response: ownExportSchema,
    errors: ['EMAIL_NOT_CONFIRMED', 'CONFLICT'],
  },
  downloadExport: {
    method: 'GET',
    path: '/api/exports/:id/file',
    summary:
      'The file of an export, as an attachment. Very long for somebody with many sessions: it is sent in pieces.',
    access: 'confirmed',
    params: exportParams,
    status: 200,
    response: exportFileSchema,
    errors: ['EMAIL_NOT_CONFIRMED', 'NOT_FOUND'],
  },
  removeExport: {
    method: 'DELETE',
    path: '/api/exports/:id',
    summary: 'Delete an export before its time.',
    access: 'confirmed',
    params: exportParams,
    status: 204,
    response: none,
    errors: ['EMAIL_NOT_CONFIRMED', 'NOT_FOUND'],
  },
  eraseAccount: {
    method: 'POST',
    path: '/api/me/erasure',
    summary:
      'Delete one’s own account, at once and for good: every session ends, and the address may sign up anew. What is left in rooms with others is cleared right after; a mail says when that is done. Not while in an open room; a place in the queue is given up.',
    access: 'confirmed',
    body: z.strictObject({
      password: z.string().max(128),
      phrase: z.literal(ERASURE_PHRASE).describe('Typed out, so that it is done by no slip.'),
    }),
    status: 202,
    response: none,
    errors: ['EMAIL_NOT_CONFIRMED', 'WRONG_CREDENTIALS', 'IN_A_ROOM', 'CONFLICT'],
  },
} as const;
