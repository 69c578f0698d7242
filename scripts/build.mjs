// Builds what `npm start` and the tests run: Node programs with rolldown, the page with vite.
// Usage: node scripts/build.mjs [--nodes-only]
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { checkTexts } from './check-texts.mjs';
import { requireSmallPage } from './page-size.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The programs, by the folder they are built into. Each is one process.
 * @type {Record<string, Record<string, string>>}
 */
const PROGRAMS = {
  'device-daemon': {
    main: 'device-daemon/main.ts',
    cli: 'device-daemon/cli/main.ts',
    'typst-worker': 'device-daemon/printing/typst-worker.ts',
  },
  'records-service': {
    main: 'records-service/main.ts',
    'import-places': 'records-service/import-places.ts',
  },
  fakes: { client: 'test/fakes/fake-client.ts', ...fakePrograms() },
};

/** Every folder of test/fakes with a main.ts is a program of that name. */
function fakePrograms() {
  const fakes = readdirSync(`${root}test/fakes`, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(`${root}test/fakes/${entry.name}/main.ts`),
  );
  return Object.fromEntries(fakes.map(({ name }) => [name, `test/fakes/${name}/main.ts`]));
}

/** Packages with native code, WebAssembly or fonts beside their script stay where npm put them. */
const STAYS_IN_NODE_MODULES = [
  'serialport',
  '@serialport/bindings-cpp',
  'node-hid',
  'pcsc-mini',
  'usb',
  '@lydell/node-pty-linux-x64',
  '@lydell/node-pty-linux-arm64',
  '@myriaddreamin/typst-ts-node-compiler',
  '@electric-sql/pglite',
  '@node-rs/argon2',
  'pg',
];

/**
 * @param {string} folder
 * @param {Record<string, string>} inputs
 */
async function buildPrograms(folder, inputs) {
  const bundle = await rolldown({
    cwd: root,
    input: inputs,
    platform: 'node',
    tsconfig: false,
    external: (id) => STAYS_IN_NODE_MODULES.some((name) => id === name || id.startsWith(`${name}/`)),
    logLevel: 'warn',
  });
  await bundle.write({
    dir: `${root}dist/${folder}`,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    sourcemap: true,
    cleanDir: true,
  });
  await bundle.close();
}

export async function buildNodePrograms() {
  for (const [folder, inputs] of Object.entries(PROGRAMS)) {
    // While the product grows, a listed program whose source is missing is a mistake: fail loudly.
    for (const source of Object.values(inputs)) {
      if (!existsSync(`${root}${source}`)) throw new Error(`build: ${source} does not exist`);
    }
    await buildPrograms(folder, inputs);
  }
}

export async function buildPage() {
  checkTexts();
  const { build } = await import('vite');
  const built = await build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
  if (!('output' in built)) throw new Error('build: the page is one build, and not watched');
  requireSmallPage(built.output.filter((part) => part.type === 'chunk'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(`${root}dist`, { recursive: true, force: true });
  await buildNodePrograms();
  if (!process.argv.includes('--nodes-only')) await buildPage();
}
