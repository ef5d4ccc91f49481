import { beforeEach, describe, expect, it } from 'vitest';
import { focusUnmarked, moveAmongMarks } from './signals.focus.js';

describe('the marks by keyboard', () => {
  let list: HTMLElement;
  const name = () => document.activeElement?.textContent;
  const press = (key: string) => moveAmongMarks(list, new KeyboardEvent('keydown', { key }));

  beforeEach(() => {
    document.body.innerHTML = `<ul>
      <li role="group"><button aria-pressed="true">a1</button><button>a2</button><button>a3</button></li>
      <li role="group"><button aria-pressed="false">b1</button><button disabled>b2</button><button>b3</button></li>
    </ul>`;
    const found = document.querySelector('ul');
    if (!found) throw new Error('There is no list');
    list = found;
  });

  it('begin at the first signal that is not marked', () => {
    focusUnmarked(list);
    expect(name()).toBe('b1');
  });

  it('move with the arrows, past what cannot be pressed, and stop at the edges', () => {
    focusUnmarked(list);
    press('ArrowRight');
    expect(name()).toBe('b3');
    press('ArrowUp');
    expect(name()).toBe('a2');
    press('ArrowUp');
    expect(name()).toBe('a2');
    press('ArrowLeft');
    press('ArrowLeft');
    expect(name()).toBe('a1');
    press('x');
    expect(name()).toBe('a1');
  });
});
