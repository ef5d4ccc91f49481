import { request } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { refusalSchema, type Refusal } from '#shared/contract/errors.js';
import { PROTOCOL_VERSION, SOCKET_PATH } from '#shared/contract/socket.js';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

interface Sent {
  /** Sent as JSON, unless `text` is given. */
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

/** Sends what no well-behaved client would: any header, any body, any event. */
export class RawClient {
  constructor(
    readonly url: string,
    /** As in a `Cookie` header; empty for nobody. */
    private readonly cookie = '',
  ) {}

  http(method: string, path: string, { body, text, headers = {} }: Sent = {}): Promise<Answer> {
    const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const all = {
      ...(this.cookie && { cookie: this.cookie }),
      ...(payload !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(payload)),
      }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.url), { method, headers: all, agent: false }, (response) => {
        let read = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (read += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: read }));
      });
      sent.on('error', reject);
      sent.end(payload);
    });
  }

  /** Opens a socket; what the handshake refuses is thrown as it came. */
  async connect(auth: object = { protocol: PROTOCOL_VERSION }, headers: Record<string, string> = {}): Promise<Socket> {
    const socket = io(this.url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      auth,
      extraHeaders: { ...(this.cookie && { cookie: this.cookie }), ...headers },
      reconnection: false,
      forceNew: true,
    });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
    } catch (error) {
      socket.close();
      throw error;
    }
    return socket;
  }
}

/** What a handshake was refused with; `null` where no words came with it. */
export async function refusedHandshake(connecting: Promise<Socket>): Promise<Refusal | null> {
  const failure: unknown = await connecting.then(
    (socket) => socket.close() && new Error('It was let in.'),
    (error: unknown) => error,
  );
  if (failure instanceof Error && failure.message === 'It was let in.') throw failure;
  const data: unknown = failure instanceof Error && 'data' in failure ? failure.data : undefined;
  return refusalSchema.safeParse(data).data ?? null;
}

/** Sends any event with any payload, and gives whatever is acknowledged. */
export function send(socket: Socket, event: string, ...payload: unknown[]): Promise<unknown> {
  return socket.timeout(5000).emitWithAck(event, ...payload);
}

/** The refusal that an answer of HTTP or of a socket is; throws where it is none. */
export function refusalIn(answer: unknown): Refusal {
  return refusalSchema.parse(answer);
}
