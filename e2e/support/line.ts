import type { Page, WebSocketRoute } from '@playwright/test';
import { SOCKET_PATH } from '#shared/contract/socket.js';

/** The line between one page and the server, which can be cut like a cable. */
export class Line {
  private readonly open = new Set<WebSocketRoute>();
  private down = false;

  /** Before the page is opened: sockets that are there already are not ours to cut. */
  static async of(page: Page): Promise<Line> {
    const line = new Line(page);
    await page.routeWebSocket(
      (url) => url.pathname.startsWith(SOCKET_PATH),
      (socket) => line.connect(socket),
    );
    return line;
  }

  private constructor(private readonly page: Page) {}

  /** Sockets break off, and neither they nor requests get through any more. */
  async cut(): Promise<void> {
    this.down = true;
    await this.page.context().setOffline(true);
    const cut = [...this.open].map((socket) => socket.close());
    this.open.clear();
    await Promise.all(cut);
  }

  async mend(): Promise<void> {
    this.down = false;
    await this.page.context().setOffline(false);
  }

  private connect(socket: WebSocketRoute): void {
    // While the browser is offline this fails, as it does without a line.
    socket.connectToServer();
    if (!this.down) this.open.add(socket);
  }
}
