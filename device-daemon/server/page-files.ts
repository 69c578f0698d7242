import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';
import type { KioskProfile } from '#shared/profile/kiosk-profile.ts';

const TOKEN_PLACEHOLDER = '%KIOSK_TOKEN%';
const PROFILE_PLACEHOLDER = '%KIOSK_PROFILE%';

/** The built page: `index.html` with a fresh token at each load, everything else by its hashed name for ever. */
export class PageFiles {
  readonly #document: string;
  readonly serveAsset: ReturnType<typeof sirv>;

  /** @throws when the page was not built, or its document has no place for the token or the profile */
  constructor(folder: string, profile: KioskProfile) {
    const document = readFileSync(join(folder, 'index.html'), 'utf8');
    for (const placeholder of [TOKEN_PLACEHOLDER, PROFILE_PLACEHOLDER]) {
      if (!document.includes(placeholder)) throw new Error(`index.html lacks ${placeholder}`);
    }
    this.#document = document.replace(PROFILE_PLACEHOLDER, () => attributeText(JSON.stringify(profile)));
    this.serveAsset = sirv(join(folder, 'assets'), {
      immutable: true,
      maxAge: 31_536_000,
      etag: true,
      dev: false,
    });
  }

  document(token: string): string {
    return this.#document.replace(TOKEN_PLACEHOLDER, token);
  }
}

const attributeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
