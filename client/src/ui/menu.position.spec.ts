import { describe, expect, it } from 'vitest';
import { itemAfter, placeMenu } from './menu.position.js';

const view = { width: 1000, height: 600 };
const menu = { width: 200, height: 150 };

describe('placeMenu', () => {
  it('hangs below its button, at the side asked for', () => {
    const button = { top: 10, bottom: 50, left: 300, right: 400 };
    expect(placeMenu(button, menu, view, 'start')).toEqual({ top: 56, left: 300 });
    expect(placeMenu(button, menu, view, 'end')).toEqual({ top: 56, left: 200 });
  });

  it('stands above where below there is no room', () => {
    expect(placeMenu({ top: 500, bottom: 540, left: 300, right: 400 }, menu, view, 'start').top).toBe(344);
  });

  it('stays within the window', () => {
    expect(placeMenu({ top: 10, bottom: 50, left: 950, right: 990 }, menu, view, 'start').left).toBe(788);
    expect(placeMenu({ top: 10, bottom: 50, left: 0, right: 40 }, menu, view, 'end').left).toBe(12);
  });
});

describe('itemAfter', () => {
  const labels = ['Settings', 'Light', 'Dark', 'Sign out'];

  it('goes round with the arrows', () => {
    expect(itemAfter(labels, 3, 'ArrowDown')).toBe(0);
    expect(itemAfter(labels, 0, 'ArrowUp')).toBe(3);
    expect(itemAfter(labels, -1, 'ArrowDown')).toBe(0);
    expect(itemAfter(labels, -1, 'ArrowUp')).toBe(3);
  });

  it('jumps to the ends and to the next one with a letter', () => {
    expect(itemAfter(labels, 1, 'Home')).toBe(0);
    expect(itemAfter(labels, 1, 'End')).toBe(3);
    expect(itemAfter(labels, 0, 's')).toBe(3);
    expect(itemAfter(labels, 3, 'S')).toBe(0);
    expect(itemAfter(labels, 0, 'x')).toBeNull();
    expect(itemAfter([], 0, 'ArrowDown')).toBeNull();
  });
});
