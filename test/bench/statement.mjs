// A statement set in the daemon's worker against bare Typst, in turns; and how long the event loop was held.
//   node test/bench/statement.mjs
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const program = at('../../dist/bench/statement.js');
const bundle = await rolldown({
  input: at('./statement-floor.ts'),
  platform: 'node',
  tsconfig: false,
  external: ['@myriaddreamin/typst-ts-node-compiler'],
});
await bundle.write({ file: program, format: 'esm' });
await bundle.close();
process.exit(
  spawnSync(process.execPath, [program, at('../../dist/device-daemon/typst-worker.js')], { stdio: 'inherit' })
    .status ?? 1,
);
