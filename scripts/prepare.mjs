// Brings a checkout to the point where its programs can run: packages installed, sources built, both only when needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const INSTALLED_STAMP = join(ROOT, 'node_modules', '.installed-from');
const BUILT_STAMP = join(ROOT, 'dist', '.built-from');
const NODE_MINIMUM = [20, 19];

const SOURCES = [
  'shared',
  'kiosk-ui',
  'device-daemon',
  'records-service',
  'test/fakes',
  'scripts/build.mjs',
  'vite.config.ts',
  'package-lock.json',
];

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = NODE_MINIMUM;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`This needs Node ${NODE_MINIMUM.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Runs a command to its end, its output straight to ours.
 * @param {string} command
 * @param {string[]} args
 */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function mustRun(command, args) {
  const status = run(command, args);
  if (status !== 0) {
    console.error(`\n${command} ${args.join(' ')} failed.`);
    process.exit(status);
  }
}

export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(INSTALLED_STAMP) && readFileSync(INSTALLED_STAMP, 'utf8') === wanted) return;
  console.log('Installing packages …');
  // Not `npm ci`: it refuses a lock file that lacks another platform's optional package, see docs/decisions/0010.
  mustRun(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeFileSync(INSTALLED_STAMP, wanted);
}

export function build() {
  const wanted = fingerprint();
  if (existsSync(BUILT_STAMP) && readFileSync(BUILT_STAMP, 'utf8') === wanted) return;
  console.log('Building …');
  mustRun(process.execPath, [join(ROOT, 'scripts', 'build.mjs')]);
  writeFileSync(BUILT_STAMP, wanted);
}

/** Changes when any source file's name, size or time changes. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesBelow(source)) {
      const { size, mtimeMs } = statSync(join(ROOT, file));
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
