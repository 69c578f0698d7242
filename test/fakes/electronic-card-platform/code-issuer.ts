import { randomBytes } from 'node:crypto';
import { SAMPLE_CITIZENS, type SampleCitizen } from '#records-service/sample-data/citizens.ts';

const CODE_CHANGES_AFTER_MS = 60_000;
const CODE_VALID_MS = 120_000;
const CODE_MIN_BYTES = 30;
const CODE_MAX_BYTES = 48;

interface IssuedCode {
  readonly code: string;
  readonly citizen: SampleCitizen;
  readonly issuedAtMs: number;
}

/**
 * The codes on the phones of the invented citizens: opaque, 40 to 64 characters, another one every minute and after
 * each use, good for two minutes and once.
 */
export class CodeIssuer {
  /** Those that were neither used nor outlived. */
  readonly #valid = new Map<string, IssuedCode>();
  readonly #shown = new Map<SampleCitizen, IssuedCode>();

  /** @param nowMs goes on evenly, whatever happens to the clock */
  constructor(private readonly nowMs: () => number) {}

  /** What the phone of this citizen shows now; null of nobody. */
  show(key: string): { readonly code: string; readonly changesInMs: number } | null {
    const citizen = SAMPLE_CITIZENS.find((candidate) => candidate.key === key);
    if (citizen === undefined) return null;
    this.#forgetOld();
    const now = this.nowMs();
    const shown = this.#shown.get(citizen);
    const stays =
      shown !== undefined && now - shown.issuedAtMs < CODE_CHANGES_AFTER_MS && this.#valid.has(shown.code);
    const { code, issuedAtMs } = stays ? shown : this.#issue(citizen, now);
    return { code, changesInMs: issuedAtMs + CODE_CHANGES_AFTER_MS - now };
  }

  /** Whose code it is, told once; null where it is nobody's, too old or used. */
  redeem(code: string): SampleCitizen | null {
    this.#forgetOld();
    const issued = this.#valid.get(code);
    if (issued === undefined) return null;
    this.#valid.delete(code);
    return issued.citizen;
  }

  #issue(citizen: SampleCitizen, now: number): IssuedCode {
    const bytes = CODE_MIN_BYTES + (randomBytes(1).readUInt8() % (CODE_MAX_BYTES - CODE_MIN_BYTES + 1));
    const issued = { code: randomBytes(bytes).toString('base64url'), citizen, issuedAtMs: now };
    this.#valid.set(issued.code, issued);
    this.#shown.set(citizen, issued);
    return issued;
  }

  #forgetOld(): void {
    const now = this.nowMs();
    for (const { code, issuedAtMs } of this.#valid.values())
      if (now - issuedAtMs >= CODE_VALID_MS) this.#valid.delete(code);
  }
}
