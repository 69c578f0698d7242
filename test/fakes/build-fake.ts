import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['test/fakes', 'records-service/sample-data', 'shared'];

/**
 * Builds a fake where it is missing or older than its sources, as scripts/build.mjs does for all programs: a test file
 * can be run by itself.
 * @param name its folder below test/fakes
 */
export async function buildFake(name: string): Promise<void> {
  const program = `${root}dist/fakes/${name}.js`;
  if (existsSync(program) && (await stat(program)).mtimeMs > (await newestSource())) return;
  const bundle = await rolldown({
    cwd: root,
    input: { [name]: `test/fakes/${name}/main.ts` },
    platform: 'node',
    tsconfig: false,
    external: [/^@lydell\/node-pty/, 'usb'],
    logLevel: 'warn',
  });
  // Test files run side by side: each builds for itself, and the last rename wins with the same program.
  await mkdir(`${root}dist/fakes`, { recursive: true });
  const folder = await mkdtemp(`${root}dist/staging-`);
  try {
    await bundle.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      codeSplitting: false,
    });
    await bundle.close();
    await rename(`${folder}/${name}.js`, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function newestSource(): Promise<number> {
  let newest = 0;
  for (const source of SOURCES) {
    for (const name of await readdir(`${root}${source}`, { recursive: true })) {
      newest = Math.max(newest, (await stat(`${root}${source}/${name}`)).mtimeMs);
    }
  }
  return newest;
}
