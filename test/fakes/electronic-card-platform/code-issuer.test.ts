import { beforeEach, describe, expect, test } from 'vitest';
import { CodeIssuer } from './code-issuer.ts';

let now: number;
let issuer: CodeIssuer;
beforeEach(() => {
  now = 5_000;
  issuer = new CodeIssuer(() => now);
});
const codeOf = (key: string) => issuer.show(key)!.code;

describe('the code on a phone', () => {
  test('is opaque: 40 to 64 characters that say nothing of the citizen', () => {
    for (let minute = 0; minute < 50; minute += 1) {
      now += 60_000;
      expect(codeOf('in-work')).toMatch(/^[\w-]{40,64}$/);
    }
  });

  test('changes after a minute, not before', () => {
    const first = codeOf('in-work');
    expect(issuer.show('in-work')).toEqual({ code: first, changesInMs: 60_000 });
    now += 59_999;
    expect(issuer.show('in-work')).toEqual({ code: first, changesInMs: 1 });
    now += 1;
    expect(codeOf('in-work')).not.toBe(first);
  });

  test('is another one as soon as it was used', () => {
    const first = codeOf('in-work');
    issuer.redeem(first);
    expect(codeOf('in-work')).not.toBe(first);
  });

  test('is each citizen’s own, and nobody’s of a name nobody has', () => {
    expect(codeOf('in-work')).not.toBe(codeOf('gaps'));
    expect(issuer.show('nobody')).toBe(null);
  });
});

describe('whose code it is', () => {
  test('is told once', () => {
    const code = codeOf('gaps');
    expect(issuer.redeem(code)?.key).toBe('gaps');
    expect(issuer.redeem(code)).toBe(null);
  });

  test('is told of the last one too, up to two minutes after it came', () => {
    const [first, other] = [codeOf('gaps'), codeOf('in-work')];
    now += 119_999;
    expect(codeOf('gaps')).not.toBe(first);
    expect(issuer.redeem(first)?.key).toBe('gaps');
    now += 1;
    expect(issuer.redeem(other)).toBe(null);
  });

  test('is not told of a code that was never given out', () => {
    codeOf('gaps');
    expect(issuer.redeem('A'.repeat(48))).toBe(null);
  });
});
