import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What a proxy in front of the web processes does for one person: every connection goes to the first process that
 * takes it. The address stays the same when a process goes away.
 */
export class Door {
  private readonly server: Server;
  private readonly open = new Set<Socket>();

  private constructor(private readonly ports: readonly number[]) {
    this.server = createServer((client) => this.pass(client, 0));
  }

  /** `urls`: the web processes, the preferred one first. */
  static async open(urls: readonly string[]): Promise<Door> {
    const door = new Door(urls.map((url) => Number(new URL(url).port)));
    door.server.listen(0, '127.0.0.1');
    await once(door.server, 'listening');
    return door;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The door is shut.');
    return `http://127.0.0.1:${address.port}`;
  }

  shut(): void {
    this.server.close();
    for (const socket of this.open) socket.destroy();
  }

  private pass(client: Socket, choice: number): void {
    const port = this.ports[choice];
    if (port === undefined) return void client.destroy();
    this.open.add(client);
    const server = connect(port, '127.0.0.1');
    const end = () => {
      client.destroy();
      server.destroy();
      this.open.delete(client);
    };
    const next = () => this.pass(client, choice + 1);
    server.once('error', next);
    server.once('connect', () => {
      server.off('error', next).on('error', end).on('close', end);
      client.on('error', end).on('close', end);
      client.pipe(server).pipe(client);
    });
  }
}
