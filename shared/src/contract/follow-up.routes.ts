import { z } from 'zod';
import { sheetSchema } from '../rating/sheet.js';
import { disputeReasonSchema, disputeTextSchema, followUpSchema } from './follow-up.js';
import { sheetKindSchema } from './report.js';

const none = z.object({});
const roomParams = z.object({ room: z.uuid() });
const sheetParams = z.object({ room: z.uuid(), round: z.enum(['1', '2']), kind: sheetKindSchema });

/** What can be done once a debrief is open; `routes` has them with all others. */
export const followUpRoutes = {
  followUp: {
    method: 'GET',
    path: '/api/rooms/:room/report/follow-up',
    summary: 'What came of a debrief after its sheets were opened: corrections, disputes, thanks.',
    access: 'confirmed',
    params: roomParams,
    status: 200,
    response: followUpSchema,
    errors: ['NOT_FOUND', 'SEALED', 'EMAIL_NOT_CONFIRMED'],
  },
  disputeSheet: {
    method: 'POST',
    path: '/api/rooms/:room/rounds/:round/sheets/:kind/disputes',
    summary:
      'Dispute a sheet about oneself, within 14 days after it was opened. It leaves the numbers at once, and stays to be read. At most three may be undecided at a time. The same `id` again gets the first answer.',
    access: 'confirmed',
    params: sheetParams,
    body: z
      .strictObject({ id: z.uuid(), reason: disputeReasonSchema, text: disputeTextSchema })
      .refine(({ reason, text }) => reason !== 'other' || text.length >= 3, {
        path: ['text'],
        message: 'words of your own, where none of the reasons fits',
      }),
    status: 201,
    response: none,
    errors: [
      'NOT_FOUND',
      'SEALED',
      'NOT_YOUR_SHEET',
      'TOO_LATE',
      'ALREADY_DISPUTED',
      'TOO_MANY_DISPUTES',
      'CONFLICT',
      'COMMAND_ID_REUSED',
      'EMAIL_NOT_CONFIRMED',
    ],
  },
  withdrawDispute: {
    method: 'DELETE',
    path: '/api/rooms/:room/rounds/:round/sheets/:kind/disputes',
    summary: 'Take back one’s own dispute of a sheet while it is undecided. The sheet counts again.',
    access: 'confirmed',
    params: sheetParams,
    status: 204,
    response: none,
    errors: ['NOT_FOUND', 'ALREADY_DECIDED', 'EMAIL_NOT_CONFIRMED'],
  },
  correctSheet: {
    method: 'POST',
    path: '/api/rooms/:room/rounds/:round/sheets/:kind/corrections',
    summary:
      'Correct a sheet that one has written, within an hour after it was opened. What it said before is kept for staff. The same `id` again gets the first answer.',
    access: 'confirmed',
    params: sheetParams,
    body: z.strictObject({ id: z.uuid(), sheet: sheetSchema }),
    status: 201,
    response: none,
    errors: [
      'NOT_FOUND',
      'SEALED',
      'NOT_YOUR_SHEET',
      'TOO_LATE',
      'CONFLICT',
      'EVIDENCE_NEEDED',
      'EVIDENCE_UNKNOWN',
      'COMPETENCY_NOT_EXERCISED',
      'SHEET_INCOMPLETE',
      'COMMAND_ID_REUSED',
      'EMAIL_NOT_CONFIRMED',
    ],
  },
  thankPartner: {
    method: 'PUT',
    path: '/api/rooms/:room/thanks',
    summary:
      'Thank the partner, once, from the debrief on. They see it, and it counts nowhere. A second time changes nothing.',
    access: 'confirmed',
    params: roomParams,
    status: 204,
    response: none,
    errors: ['NOT_FOUND', 'WRONG_PHASE', 'CONFLICT', 'EMAIL_NOT_CONFIRMED'],
  },
} as const;
