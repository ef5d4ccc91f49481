import type { z } from 'zod';
import { refusalSchema, type Refusal } from '#shared/contract/errors.js';
import { routes, type Route, type RouteInput, type RouteName, type RouteResponse } from '#shared/contract/http.js';

interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** The same routes, seen so that a route's name gives the type of its answer. */
const answers: { [N in RouteName]: { response: z.ZodType<RouteResponse<N>> } } = routes;

/** What came back, parsed by the contract: the answer or the refusal. */
export interface Answer<N extends RouteName> {
  status: number;
  headers: Headers;
  /** Throws where it was refused. */
  value: RouteResponse<N>;
  /** Throws where it was not refused. */
  refusal: Refusal;
}

/** Somebody at a browser: keeps cookies, and speaks the contract. */
export class Visitor {
  private cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** The `Cookie` header that this browser would send. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async calls<N extends RouteName>(
    name: N,
    input: RouteInput<N>,
    headers: Record<string, string> = {},
  ): Promise<Answer<N>> {
    const route: Route = routes[name];
    const given: Parts = input ?? {};
    const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(given.params?.[key])));
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(given.query ?? {})) search.set(key, String(value));
    const query = search.toString();
    const response = await this.sends(route.method, query === '' ? path : `${path}?${query}`, given.body, headers);
    return answered(answers[name].response, response, await response.text());
  }

  /** Anything at all, to any address. */
  async sends(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookies.size === 0 ? {} : { Cookie: this.cookie }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  /** The newest mail to an address, and the token in its link. */
  async reads(to: string): Promise<{ subject: string; text: string; token: string }> {
    const { value } = await this.calls('mailbox', { query: { to } });
    const mail = value.mails[0];
    if (mail === undefined) throw new Error(`no mail to ${to}`);
    return { subject: mail.subject, text: mail.text, token: /token=([\w-]+)/.exec(mail.text)?.[1] ?? '' };
  }

  /** Sign up and confirm. */
  async joins(email: string, password = 'a fine password'): Promise<void> {
    await this.calls('signUp', { body: { email, password, displayName: 'Ada' } });
    const { token } = await this.reads(email);
    const { status } = await this.calls('confirmEmail', { body: { token } });
    if (status !== 200) throw new Error(`${email} could not join: ${status}`);
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const at = pair.indexOf('=');
    if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function answered<N extends RouteName>(
  schema: z.ZodType<RouteResponse<N>>,
  response: Response,
  text: string,
): Answer<N> {
  return {
    status: response.status,
    headers: response.headers,
    get value() {
      if (!response.ok) throw new Error(`refused: ${response.status} ${text}`);
      return schema.parse(text === '' ? {} : JSON.parse(text));
    },
    get refusal() {
      if (response.ok) throw new Error(`not refused: ${response.status} ${text}`);
      return refusalSchema.parse(JSON.parse(text));
    },
  };
}
