/** The words of the domain that a client of the protocol needs beside the schemas. */
export { TRACKS, trackSchema } from '../interview/track.js';
