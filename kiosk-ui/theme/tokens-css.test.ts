import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tokensCss } from './tokens-css.ts';

/** `npm run tokens` writes it anew. */
test('tokens.css is what tokens.ts says', () =>
  expect(tokensCss()).toMatchFileSnapshot(fileURLToPath(new URL('./tokens.css', import.meta.url))));
