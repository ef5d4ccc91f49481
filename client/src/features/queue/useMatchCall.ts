import { onScopeDispose, watch } from 'vue';
import { beep } from './beep.js';

/**
 * Calls somebody back to the page when `calling` gives words: a sound, the tab's title, and a notification where that is
 * allowed. Ends by itself when there is nothing to call for.
 */
export function useMatchCall(calling: () => string | null) {
  let blink: ReturnType<typeof setInterval> | undefined;
  let title = '';
  let notification: Notification | undefined;

  function begin(words: string): void {
    title = document.title;
    let on = false;
    blink = setInterval(() => (document.title = (on = !on) ? `● ${words}` : title), 900);
    beep();
    if (document.hidden) notification = notify(words);
  }

  function end(): void {
    if (blink === undefined) return;
    clearInterval(blink);
    blink = undefined;
    document.title = title;
    notification?.close();
  }

  watch(
    calling,
    (words) => {
      end();
      if (words !== null) begin(words);
    },
    { immediate: true },
  );
  onScopeDispose(end);
}

function notify(words: string): Notification | undefined {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return undefined;
  const notification = new Notification(words, { body: 'You have 30 seconds to accept.', tag: 'turnabout-match' });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
  return notification;
}
