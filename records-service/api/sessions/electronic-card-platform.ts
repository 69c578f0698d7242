import { err, type Result } from '#shared/result.ts';

/** Whose electronic card it is, as the platform that issued it says. Personal. */
export interface ElectronicCardHolder {
  readonly number: string;
  readonly name: string;
}

/**
 * `codeRefused`: not of this platform, too old or used before · `platformUnavailable`: could not be asked, or gave no
 * answer that can be relied on.
 */
export type ElectronicCardRefusal = 'codeRefused' | 'platformUnavailable';

/** Knows the holders of electronic social-security cards. A code is opaque, and asking about it uses it up. */
export interface ElectronicCardPlatform {
  resolve(code: string, signal: AbortSignal): Promise<Result<ElectronicCardHolder, ElectronicCardRefusal>>;
}

/** Where none is configured, nobody can say whose code it is. */
export const NO_ELECTRONIC_CARD_PLATFORM: ElectronicCardPlatform = {
  resolve: async () => err('platformUnavailable'),
};
