// Invented people with their records, by COPY; brings the schema up to date first.
//   node test/bench/records-load.mjs --database postgres://… --persons 100000 [--years 40] [--seed 1]
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const program = at('../../dist/bench/records-load.js');
const bundle = await rolldown({
  input: at('./records-load.ts'),
  platform: 'node',
  tsconfig: false,
  external: ['pg'],
});
await bundle.write({ file: program, format: 'esm' });
await bundle.close();
await import(program);
