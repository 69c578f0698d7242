import type { TokenSource } from './daemon-link/web-socket-link.ts';

const TOKEN = /<meta name="kiosk-token" content="([\w-]+)"/;
const PROGRAM = /<script type="module"[^>]* src="([^"]+)"/;

/**
 * The token of this load of the page, and fresh ones from the daemon. A document that names another program than this
 * one was built anew: the page then loads itself again instead of going on with an old program.
 */
export function pageTokens(onNewProgram: () => void): TokenSource {
  const first = document.querySelector<HTMLMetaElement>('meta[name="kiosk-token"]')?.content;
  if (first === undefined) throw new Error('the document has no token');
  const program = document.querySelector<HTMLScriptElement>('script[type="module"]')?.getAttribute('src');
  return {
    first,
    async fresh() {
      const text = await (await fetch('/', { cache: 'no-store' })).text();
      const token = TOKEN.exec(text)?.[1];
      if (token === undefined) throw new Error('the document has no token');
      if (PROGRAM.exec(text)?.[1] !== program) onNewProgram();
      return token;
    },
  };
}
