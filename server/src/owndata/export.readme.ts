/** The first thing that somebody reads who opens the file. */
export const EXPORT_README: readonly string[] = [
  'This file holds what Turnabout keeps about you. It is JSON: any text editor opens it, and most browsers fold it.',
  'account: your address, name and profile. signedIn: where you were signed in when the file was made.',
  'progress and points: your numbers, as the progress page shows them, now and after each sheet. calibration: the answers that you have rated, each beside its reference, and how close you come.',
  'library: the flows whose briefs you opened, whose checks you passed, that you met in rooms, and that you have read. studio: the flows that you wrote, with every published version.',
  'rooms: your sessions, newest first. Of each: the chat, your private notes and the notes that both of you could write, round by round, the sheets that you submitted, with what they said before you corrected them, and those that you only began, the debrief with what your partner said of you and what you marked as useful, your disputes with what staff answered, thanks given and received, and the log of everything that was shown to you.',
  'Not in it: your partner’s private notes, marks made about you before they are opened, ratings that are still sealed, what your partner said before they corrected it, why somebody else disputed, who of the staff decided, and your password, of which only a fingerprint is kept.',
  'Numbers that stand for a time count milliseconds since the beginning of 1970 (UTC); what is called "when" is written out. "t" counts milliseconds from the beginning of the interview.',
  'Every field is described in docs/protocol.md, under ExportFile.',
];
