import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Builds a fake where it is missing or older than its sources, as scripts/build.mjs does for all programs. */
export async function buildFake(name: 'pin-pad' | 'pinentry' | 'code-scanner'): Promise<void> {
  const program = `${root}dist/fakes/${name}.js`;
  const sources = [`test/fakes/${name}`, 'test/fakes/ports', 'test/fakes/fake-process.ts'];
  if (existsSync(program) && (await stat(program)).mtimeMs > (await newestOf(sources))) return;
  const bundle = await rolldown({
    cwd: root,
    input: { [name]: `test/fakes/${name}/main.ts` },
    platform: 'node',
    tsconfig: false,
    external: [/^@lydell\/node-pty/],
    logLevel: 'warn',
  });
  // Test files run side by side: each builds for itself, and the last rename wins with the same program.
  await mkdir(`${root}dist/fakes`, { recursive: true });
  const folder = await mkdtemp(`${root}dist/staging-`);
  try {
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
    await bundle.close();
    await rename(`${folder}/${name}.js`, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function newestOf(sources: readonly string[]): Promise<number> {
  let newest = 0;
  for (const source of sources) {
    const path = `${root}${source}`;
    const files = (await stat(path)).isDirectory()
      ? (await readdir(path, { recursive: true })).map((name) => `${path}/${name}`)
      : [path];
    for (const file of files) newest = Math.max(newest, (await stat(file)).mtimeMs);
  }
  return newest;
}
