import { describe, expect, it } from 'vitest';
import { linkParts } from './links.js';

describe('linkParts', () => {
  it('makes links of addresses, and paths of this site’s own', () => {
    expect(
      linkParts('Open http://localhost:3000/confirm?token=abc. Or see https://example.org/a', 'http://localhost:3000'),
    ).toEqual([
      { kind: 'text', text: 'Open ' },
      { kind: 'link', text: 'http://localhost:3000/confirm?token=abc', href: '/confirm?token=abc' },
      { kind: 'text', text: '. Or see ' },
      { kind: 'link', text: 'https://example.org/a', href: 'https://example.org/a' },
    ]);
  });

  it('leaves text without addresses as it is', () => {
    const text = 'javascript:alert(1)';
    expect(linkParts(text, 'http://localhost')).toEqual([{ kind: 'text', text }]);
  });

  it.each(['http://[broken', 'https://meet.example.org@elsewhere.example/room'])('makes no link of %s', (text) => {
    expect(linkParts(text, 'http://localhost')).toEqual([{ kind: 'text', text }]);
  });
});
