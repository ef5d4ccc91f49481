import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp, h } from 'vue';
import LoadStates from './LoadStates.vue';

let close = () => {};
afterEach(() => close());

function shown(props: { refusal: { code: string; message: string } | null; onRetry?: () => void }, missing = true) {
  const app = createApp({
    render: () =>
      h(
        LoadStates,
        { what: 'your sheets', class: 'gap-4', ...props },
        { default: () => h('i', 'drawing'), ...(missing ? { missing: () => h('b', 'no such sheet') } : {}) },
      ),
  });
  const place = document.body.appendChild(document.createElement('div'));
  app.mount(place);
  close = () => app.unmount();
  return place;
}

describe('what is not there yet', () => {
  it('is being loaded, as a drawing that a screen reader is told of', () => {
    const status = shown({ refusal: null }).querySelector('[role="status"]');
    expect(status?.getAttribute('aria-label')).toBe('Loading your sheets');
    expect(status?.className).toBe('grid gap-4');
    expect(status?.textContent).toBe('drawing');
  });

  it('could not be loaded, and can be tried again', () => {
    const onRetry = vi.fn();
    const place = shown({ refusal: { code: 'UNAVAILABLE', message: 'The server is out of reach.' }, onRetry });
    expect(place.querySelector('[role="alert"]')?.textContent).toMatch(/Your sheets could not be loaded.*out of reach/);
    place.querySelector('button')?.click();
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it.each(['NOT_FOUND', 'BAD_REQUEST'])('does not exist (%s), where one may ask for what there is not', (code) => {
    expect(shown({ refusal: { code, message: 'No.' } }).textContent).toBe('no such sheet');
    close();
    expect(shown({ refusal: { code, message: 'No.' } }, false).textContent).toMatch(/could not be loaded/);
  });
});
