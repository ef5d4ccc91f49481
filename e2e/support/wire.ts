import type { BrowserContext, Page } from '@playwright/test';

/** Text as it is compared: without the escapes of JSON, and with single spaces. */
function plain(text: string): string {
  return text.replaceAll('\\n', ' ').replaceAll('\\"', '"').replaceAll(/\s+/g, ' ');
}

/** Everything that reaches somebody's browser from the server: frames of sockets and bodies of responses. */
export class Wire {
  private readonly frames: string[] = [];
  private readonly bodies: string[] = [];
  private readonly reading: Promise<void>[] = [];

  static on(context: BrowserContext): Wire {
    const wire = new Wire();
    context.pages().forEach((page) => wire.follow(page));
    context.on('page', (page) => wire.follow(page));
    context.on('response', (response) => {
      // A redirect or an image has no words; a body may be gone with its page.
      const body = response.text().then(
        (text) => void wire.bodies.push(plain(text)),
        () => undefined,
      );
      wire.reading.push(body);
    });
    return wire;
  }

  private follow(page: Page): void {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => this.frames.push(plain(payload.toString()))),
    );
  }

  /** Which of these words came through, so far. */
  async holds(words: readonly string[]): Promise<string[]> {
    await Promise.all(this.reading);
    const heard = [...this.frames, ...this.bodies];
    return words.filter((each) => heard.some((text) => text.includes(plain(each))));
  }

  /** Which of these came over a socket. */
  framesHold(words: readonly string[]): string[] {
    return words.filter((each) => this.frames.some((text) => text.includes(plain(each))));
  }
}
