import type { IncomingMessage } from 'node:http';
import type { RouteName } from '#shared/contract/http.js';
import type { SignedIn } from '../accounts/signed-in.js';

/** What has been found out about a request on its way to the controller. */
export interface RequestContext {
  route: RouteName;
  who: SignedIn | null;
  /** Params, query and body, once parsed. */
  input?: unknown;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

export function setContext(request: IncomingMessage, context: RequestContext): void {
  contexts.set(request, context);
}

export function contextOf(request: IncomingMessage): RequestContext | undefined {
  return contexts.get(request);
}
