// npm test: installs what the tests need, runs every check, ends with one line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
const report = join(ROOT, 'test-results', 'vitest.json');
let passed = 0;
let failed = 0;

/**
 * @param {string} name
 * @param {boolean} good
 */
function count(name, good) {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name}`);
}

const { checkTypes, TYPED_FOLDERS } = await import('./types.mjs');
for (const folder of TYPED_FOLDERS) count(`types of ${folder}`, checkTypes(folder));
count(
  'lint',
  run(process.execPath, [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']) === 0,
);
count('no unused code', run(process.execPath, [bin('knip/bin/knip.js')]) === 0);

/** The virtual machine has the processor to itself: it is emulated, and would be late for everything. */
const RUNS = [['unit', 'conversation', 'journeys', 'checks'], ['kernel-devices']];
for (const projects of RUNS) runTests(projects);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** @param {string[]} projects of vitest.config.ts */
function runTests(projects) {
  rmSync(report, { force: true });
  const status = run(process.execPath, [
    bin('vitest/vitest.mjs'),
    'run',
    ...projects.map((project) => `--project=${project}`),
    // Tests of devices wait for time-outs more than they compute.
    '--maxWorkers=4',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return count(`the run of ${projects.join(', ')}`, false);
  const results = JSON.parse(readFileSync(report, 'utf8'));
  passed += results.numPassedTests;
  failed += results.numFailedTests;
  // A test file that cannot be loaded, or a stray rejection, fails the run without failing a test.
  if (status !== 0 && results.numFailedTests === 0) count(`the run of ${projects.join(', ')}`, false);
  if (results.numTotalTests === 0) count(`any test of ${projects.join(', ')}`, false);
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
