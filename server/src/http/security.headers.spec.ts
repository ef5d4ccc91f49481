import { clearCookie, readCookie, setCookie } from '../accounts/session.cookie.js';
import { securityHeaders } from './security.headers.js';

function headersOf(secure: boolean, path: string): Map<string, string> {
  const set = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => set.set(name.toLowerCase(), value),
    removeHeader: () => undefined,
  };
  securityHeaders({ secure })(
    Object.assign(Object.create(null), { path }),
    Object.assign(Object.create(null), response),
    () => undefined,
  );
  return set;
}

describe('behind TLS', () => {
  it('browsers are held to it', () => {
    expect(headersOf(true, '/').get('strict-transport-security')).toBe('max-age=31536000');
    expect(headersOf(true, '/').get('content-security-policy')).toContain('upgrade-insecure-requests');
    expect(headersOf(false, '/').has('strict-transport-security')).toBe(false);
    expect(headersOf(false, '/').get('content-security-policy')).not.toContain('upgrade');
  });

  it('the cookie belongs to this host alone and travels encrypted', () => {
    expect(setCookie({ secure: true }, 'x', 5000)).toBe(
      '__Host-turnabout=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=5; Secure',
    );
    expect(clearCookie({ secure: true })).toContain('Max-Age=0; Secure');
    expect(readCookie({ secure: true }, 'turnabout=planted; __Host-turnabout=own')).toBe('own');
    expect(readCookie({ secure: true }, 'turnabout=planted')).toBeUndefined();
  });

  it('scripts come from our own files and from nowhere else', () => {
    const policy = headersOf(true, '/').get('content-security-policy') ?? '';
    const scripts = policy.split(';').filter((directive) => directive.startsWith('script-src'));
    expect(scripts).toEqual(["script-src 'self'", "script-src-attr 'none'"]);
  });

  it('answers of the API are stored nowhere', () => {
    expect(headersOf(true, '/api/me').get('cache-control')).toBe('no-store');
    expect(headersOf(true, '/').has('cache-control')).toBe(false);
  });
});
