import { int, longer, roomFor } from './columns.js';

/** No further sheet. */
export const END = -1;

/**
 * One kind of unknown (ability, severity, difficulty, pair) as columns: whose each sheet is, and the sheets of each
 * owner as a chain.
 */
export class Block {
  /** By sheet. */
  owner = new Int32Array(0);
  next = new Int32Array(0);
  /** By owner. */
  head = new Int32Array(0);
  count = new Int32Array(0);
  /** b, d or p; abilities have a value per sheet instead and leave it at 0. */
  value = new Float64Array(0);
  /** Variance given all other blocks, 1/(prior + n/v); for abilities, as if they stood still. */
  variance = new Float64Array(0);
  /** How far the neighbours' changes may have moved the value since it was last solved for. */
  pending = new Float64Array(0);
  /** How far the value has moved since the neighbours were last told. */
  untold = new Float64Array(0);
  queued = new Int32Array(0);
  owners = 0;

  /** Makes room for a sheet's columns. */
  reserveSheets(sheets: number): void {
    if (sheets <= this.owner.length) return;
    this.owner = longer(this.owner, sheets);
    this.next = longer(this.next, sheets);
  }

  /** Makes owners known up to and without this number. */
  reserveOwners(owners: number): void {
    if (owners > this.head.length) {
      const room = roomFor(owners);
      const before = this.head.length;
      this.head = longer(this.head, room).fill(END, before);
      this.count = longer(this.count, room);
      this.value = longer(this.value, room);
      this.variance = longer(this.variance, room);
      this.pending = longer(this.pending, room);
      this.untold = longer(this.untold, room);
      this.queued = longer(this.queued, room);
    }
    this.owners = Math.max(this.owners, owners);
  }

  /** Puts a sheet into its owner's chain behind another one, or first. */
  link(owner: number, sheet: number, behind: number = END): void {
    this.owner[sheet] = owner;
    this.next[sheet] = behind === END ? int(this.head, owner) : int(this.next, behind);
    if (behind === END) this.head[owner] = sheet;
    else this.next[behind] = sheet;
    this.count[owner] = int(this.count, owner) + 1;
  }

  unlink(sheet: number): void {
    const owner = int(this.owner, sheet);
    let before = END;
    for (let at = int(this.head, owner); at !== sheet; at = int(this.next, at)) before = at;
    if (before === END) this.head[owner] = int(this.next, sheet);
    else this.next[before] = int(this.next, sheet);
    this.count[owner] = int(this.count, owner) - 1;
  }
}
