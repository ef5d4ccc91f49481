import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../http/address.js';

const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request comes from a program on this machine that addresses this machine. A proxy in front makes everybody
 * look local, and a page of another site may have its name point here: neither may read other people's mails.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const { host, forwarded, 'x-forwarded-for': forwardedFor, 'x-real-ip': realIp } = request.headers;
  if (forwarded !== undefined || forwardedFor !== undefined || realIp !== undefined) return false;
  const name = (host ?? '').replace(/:\d+$/, '');
  return isLoopback(request.socket.remoteAddress) && OWN_NAMES.has(name);
}
