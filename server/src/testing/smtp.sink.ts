import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** A mail server that keeps what it is given, or refuses it. */
export class SmtpSink {
  readonly mails: string[] = [];
  refuses = false;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.speak(socket));
  }

  static async open(): Promise<SmtpSink> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SmtpSink(server);
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the mail server is closed');
    return `smtp://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }

  private speak(socket: Socket): void {
    let pending = '';
    let content: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string): void => {
      if (content !== null) {
        if (line !== '.') return void content.push(line);
        this.mails.push(content.join('\n'));
        content = null;
        return void say('250 kept');
      }
      if (/^DATA/i.test(line)) {
        content = [];
        return void say('354 go on');
      }
      if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n');
      say(this.refuses && /^RCPT/i.test(line) ? '451 not now' : '250 fine');
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = (pending + chunk.toString('utf8')).split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
    say('220 sink');
  }
}
