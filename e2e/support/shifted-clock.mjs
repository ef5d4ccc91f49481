// Loaded before the system (`node --import`) when pictures are taken: its clock then runs behind by as many
// milliseconds as stand in CLOCK_FILE, so that somebody can have a past without anybody waiting for it.
import { existsSync, readFileSync } from 'node:fs';

const file = process.env.CLOCK_FILE;
const RealDate = Date;
let behindMs = 0;

function read() {
  const text = file && existsSync(file) ? readFileSync(file, 'utf8') : '0';
  behindMs = Number(text) || 0;
}

class ShiftedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() - behindMs);
    else super(...given);
  }

  static now() {
    return RealDate.now() - behindMs;
  }
}

read();
setInterval(read, 50).unref();
globalThis.Date = ShiftedDate;
