import type { z } from 'zod';
import { refusalSchema } from '#shared/contract/errors.js';
import { type Route, type RouteInput, type RouteName, type RouteResponse, routes } from '#shared/contract/http.js';
import { ApiRefusal, unreachable, unreadable } from './refusal.js';

interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}
type Arguments<N extends RouteName> =
  unknown extends RouteInput<N>
    ? [input?: undefined, options?: CallOptions]
    : [input: RouteInput<N>, options?: CallOptions];

export interface CallOptions {
  signal?: AbortSignal;
}

/** The same routes, seen so that a route's name gives the type of its answer. */
const answers: { [N in RouteName]: { response: z.ZodType<RouteResponse<N>> } } = routes;

const refusedListeners = new Set<(refusal: ApiRefusal) => void>();

/** Hear of every refusal, to notice a session that has ended. Gives back how to stop. */
export function onRefused(listener: (refusal: ApiRefusal) => void): () => void {
  refusedListeners.add(listener);
  return () => refusedListeners.delete(listener);
}

/** Calls one route of the contract and gives its parsed answer. Throws `ApiRefusal`, and `AbortError` when aborted. */
export async function call<N extends RouteName>(name: N, ...[input, options]: Arguments<N>): Promise<RouteResponse<N>> {
  const route: Route = routes[name];
  const parts: Parts = input ?? {};
  const response = await send(route, parts, options?.signal);
  const answer = await readJson(response);
  if (!response.ok) throw refuse(answer, response);
  const parsed = answers[name].response.safeParse(answer ?? {});
  if (!parsed.success) throw unreadable();
  return parsed.data;
}

/** The address of a route: path parameters filled in, query appended. */
export function addressOf(route: Pick<Route, 'path'>, { params = {}, query = {} }: Parts): string {
  const path = route.path.replace(/:([a-z]+)/gi, (_, key: string) => encodeURIComponent(String(params[key])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
}

async function send(route: Route, parts: Parts, signal?: AbortSignal): Promise<Response> {
  const hasBody = route.body !== undefined;
  try {
    return await fetch(addressOf(route, parts), {
      method: route.method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'application/json', ...(hasBody && { 'content-type': 'application/json' }) },
      body: hasBody ? JSON.stringify(parts.body) : undefined,
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw tell(unreachable());
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function refuse(answer: unknown, response: Response): ApiRefusal {
  const parsed = refusalSchema.safeParse(answer);
  if (parsed.success) return tell(new ApiRefusal(parsed.data));
  // No refusal of the server's own: something between us and it answered.
  return tell(response.status >= 500 ? unreachable() : unreadable());
}

function tell(refusal: ApiRefusal): ApiRefusal {
  for (const listener of refusedListeners) listener(refusal);
  return refusal;
}
