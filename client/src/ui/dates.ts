/** How days and moments are written, whatever the browser's own language is: the words around them are English. */
const written =
  (options: Intl.DateTimeFormatOptions) =>
  (at: number): string =>
    new Intl.DateTimeFormat('en-GB', options).format(at);

const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** `3 Nov 2025` */
export const dateOf = written({ day: 'numeric', month: 'short', year: 'numeric' });

/** `3 November 2025`, in a sentence or to be heard. */
export const longDateOf = written({ day: 'numeric', month: 'long', year: 'numeric' });

/** `14:05` */
export const timeOf = written(TIME);

/** `25 Nov 2026, 14:05` */
export const whenOf = written({ day: 'numeric', month: 'short', year: 'numeric', ...TIME });
