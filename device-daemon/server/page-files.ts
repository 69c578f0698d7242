import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';

const TOKEN_PLACEHOLDER = '%KIOSK_TOKEN%';

/** The built page: `index.html` with a fresh token at each load, everything else by its hashed name for ever. */
export class PageFiles {
  readonly #document: string;
  readonly serveAsset: ReturnType<typeof sirv>;

  /** @throws when the page was not built, or its document has no place for the token */
  constructor(folder: string) {
    this.#document = readFileSync(join(folder, 'index.html'), 'utf8');
    if (!this.#document.includes(TOKEN_PLACEHOLDER)) throw new Error(`index.html lacks ${TOKEN_PLACEHOLDER}`);
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
