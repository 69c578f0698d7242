// npm test: installs what the tests need, runs every check, ends with one line `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, installPackages, ROOT, requireNode, run } from './prepare.mjs';

/** What the tests need from Debian, and a file that tells it is there; `*` stands for a version. */
const DEBIAN_PACKAGES = [
  { name: 'chromium', proof: '/usr/bin/chromium' },
  { name: 'poppler-utils', proof: '/usr/bin/pdftotext' },
  { name: 'postgresql', proof: '/usr/lib/postgresql/*/bin/initdb' },
  { name: 'fonts-noto-cjk', proof: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
  // A PC/SC service with a virtual reader; a dialog for a PIN.
  { name: 'pcscd', proof: '/usr/sbin/pcscd' },
  { name: 'libccid', proof: '/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist' },
  { name: 'vsmartcard-vpcd', proof: '/usr/lib/pcsc/drivers/serial/libifdvpcd.so' },
  { name: 'pinentry-tty', proof: '/usr/bin/pinentry-tty' },
  // A voice; the tests hear its sound files.
  { name: 'espeak-ng', proof: '/usr/bin/espeak-ng' },
  // The virtual machine with real HID, USB and CCID devices.
  { name: 'qemu-system-x86', proof: '/usr/bin/qemu-system-x86_64' },
  { name: 'busybox-static', proof: '/bin/busybox' },
  { name: 'kmod', proof: '/sbin/depmod' },
];

requireNode();
installDebianPackages();
installPackages();
build();

const bin = (/** @type {string} */ path) => join(ROOT, 'node_modules', path);
const RESULTS = join(ROOT, 'test-results');
mkdirSync(RESULTS, { recursive: true });
let passed = 0;
let failed = 0;

// The virtual machine is emulated, on one core. Beside databases and browsers it would be late for everything; what only
// computes leaves it that core, and takes the other.
const kernelDevices = startTests(
  'kernel-devices',
  ['kernel-devices'],
  1,
  join(RESULTS, 'kernel-devices.log'),
);
const { checkTypes, TYPED_FOLDERS } = await import('./types.mjs');
for (const folder of TYPED_FOLDERS) count(`types of ${folder}`, checkTypes(folder));
count(
  'lint',
  run(process.execPath, [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']) === 0,
);
count('no unused code', run(process.execPath, [bin('knip/bin/knip.js')]) === 0);
await countTests(startTests('unit', ['unit'], 1));
await countTests(kernelDevices);
// Tests of devices wait for time-outs more than they compute.
await countTests(startTests('whole-programs', ['conversation', 'journeys', 'checks'], 4));

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/**
 * @param {string} name
 * @param {boolean} good
 */
function count(name, good) {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name}`);
}

/**
 * @typedef {object} Tests
 * @property {string} name
 * @property {string} report file
 * @property {string | null} output file with what it prints; null: it is printed already
 * @property {Promise<number>} status
 */

/**
 * @param {string} name
 * @param {string[]} projects of vitest.config.ts
 * @param {number} workers
 * @param {string | null} output see `Tests`
 * @returns {Tests}
 */
function startTests(name, projects, workers, output = null) {
  const report = join(RESULTS, `${name}.json`);
  rmSync(report, { force: true });
  const log = output === null ? 'inherit' : openSync(output, 'w');
  const child = spawn(
    process.execPath,
    [
      bin('vitest/vitest.mjs'),
      'run',
      ...projects.map((project) => `--project=${project}`),
      `--maxWorkers=${workers}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: ROOT, stdio: ['ignore', log, log] },
  );
  if (typeof log === 'number') closeSync(log);
  const status = once(child, 'exit').then(([code]) => Number(code ?? 1));
  return { name, report, output, status };
}

/** @param {Tests} tests */
async function countTests({ name, report, output, status }) {
  const code = await status;
  if (output !== null) process.stdout.write(readFileSync(output));
  if (!existsSync(report)) return count(`the run of ${name}`, false);
  const results = JSON.parse(readFileSync(report, 'utf8'));
  passed += results.numPassedTests;
  failed += results.numFailedTests;
  // A test file that cannot be loaded, or a stray rejection, fails the run without failing a test.
  if (code !== 0 && results.numFailedTests === 0) count(`the run of ${name}`, false);
  if (results.numTotalTests === 0) count(`any test of ${name}`, false);
}

function installDebianPackages() {
  const missing = DEBIAN_PACKAGES.filter(({ proof }) => !isThere(proof)).map(({ name }) => name);
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  console.log(
    `The tests need Debian packages: ${missing.join(', ')}. Installing them with apt-get${isRoot ? '' : ' (sudo)'} …`,
  );
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]) {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    const [program = '', ...rest] = isRoot ? command : ['sudo', ...command];
    const { status } = spawnSync(program, rest, { stdio: ['inherit', 'ignore', 'inherit'] });
    if (status !== 0) {
      console.error(
        `apt-get ${args.join(' ')} failed; install ${missing.join(', ')} by hand and run npm test again.`,
      );
      process.exit(1);
    }
  }
}

/** @param {string} proof */
function isThere(proof) {
  const [folder = '', rest] = proof.split('*');
  if (rest === undefined) return existsSync(proof);
  return (
    existsSync(folder) && readdirSync(folder).some((version) => existsSync(`${folder}${version}${rest}`))
  );
}
