import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';
import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';

const TOKEN_PLACEHOLDER = '%KIOSK_TOKEN%';
const PROFILE_PLACEHOLDER = '%KIOSK_PROFILE%';

/** The built page: `index.html` with a fresh token at each load, everything else by its hashed name for ever. */
export class PageFiles {
  readonly #beforeToken: string;
  readonly #afterToken: string;
  readonly serveAsset: ReturnType<typeof sirv>;

  /** @throws when the page was not built, or its document has no place for the token or the profile */
  constructor(folder: string, profile: KioskProfile) {
    const document = readFileSync(join(folder, 'index.html'), 'utf8');
    for (const placeholder of [TOKEN_PLACEHOLDER, PROFILE_PLACEHOLDER]) {
      if (!document.includes(placeholder)) throw new Error(`index.html lacks ${placeholder}`);
    }
    const fill = (part: string) =>
      part.replace(PROFILE_PLACEHOLDER, () => attributeText(JSON.stringify(profile)));
    // Split first: whatever the profile says, only the document's own place gets the token.
    const tokenAt = document.indexOf(TOKEN_PLACEHOLDER);
    this.#beforeToken = fill(document.slice(0, tokenAt));
    this.#afterToken = fill(document.slice(tokenAt + TOKEN_PLACEHOLDER.length));
    this.serveAsset = sirv(join(folder, 'assets'), {
      immutable: true,
      maxAge: 31_536_000,
      etag: true,
      dev: false,
    });
  }

  document(token: string): string {
    return this.#beforeToken + token + this.#afterToken;
  }
}

const attributeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
