import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'kernel-devices');
const INIT = fileURLToPath(new URL('init.sh', import.meta.url));
const BUSYBOX = '/bin/busybox';

/** Debian's ordinary kernel: the one for clouds has neither 9p nor USB. Its package is named by what this one needs. */
const KERNEL = 'linux-image-amd64';
/** Of the guest alone: names, rights and drivers of what is plugged in. */
const UDEV = 'udev';

/** What the first process loads; everything else comes from /lib/modules once the system is there. */
const BOOT_MODULES = ['virtio_pci', '9pnet_virtio', '9p', 'overlay', 'virtio_net', 'virtio_rng'];
/** The kernel's package holds drivers for every machine there is; these folders are enough for a kiosk. */
const MODULE_FOLDERS = [
  'crypto',
  'drivers/char/hw_random',
  'drivers/hid',
  'drivers/input',
  'drivers/net/net_failover.ko',
  'drivers/net/virtio_net.ko',
  'drivers/usb',
  'drivers/virtio',
  'fs/9p',
  'fs/fscache',
  'fs/netfs',
  'fs/overlayfs',
  'lib',
  'net/9p',
  'net/core/failover.ko',
];

/** Programs of the host, and the packages they are in. */
const NEEDED = [
  { file: '/usr/bin/qemu-system-x86_64', name: 'qemu-system-x86' },
  { file: BUSYBOX, name: 'busybox-static' },
  { file: '/sbin/depmod', name: 'kmod' },
  { file: '/usr/sbin/pcscd', name: 'pcscd' },
  { file: '/usr/lib/pcsc/drivers/ifd-ccid.bundle', name: 'libccid' },
];

/** What the virtual machine starts from; all of it lies in a folder named by the versions of the packages. */
export interface GuestSystem {
  readonly kernel: string;
  readonly initialRamDisk: string;
  /** A tree that the guest sees above the host's own. */
  readonly layer: string;
}

/**
 * Fetches the kernel and udev from the Debian archive that this machine uses, and unpacks them into a cache.
 * Nothing is installed and no right is needed.
 */
export async function prepareGuestSystem(): Promise<GuestSystem> {
  const missing = NEEDED.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  if (missing.length > 0)
    throw new Error(`the guest with the kernel devices needs: apt-get install ${missing.join(' ')}`);
  const packages = [await kernelPackage(), UDEV];
  const files = await packageFiles(packages);
  const content = createHash('sha256')
    .update(await readFile(INIT))
    .update(await readFile(import.meta.filename));
  const folder = join(CACHE, `${files.join('+')}-${content.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) await build(packages, folder);
  return {
    kernel: join(folder, 'vmlinuz'),
    initialRamDisk: join(folder, 'initrd.gz'),
    layer: join(folder, 'layer'),
  };
}

async function kernelPackage(): Promise<string> {
  const depends = async () => (await run('apt-cache', ['depends', KERNEL])).stdout;
  const name = async () => /Depends: (linux-image-\S+)/.exec(await depends())?.[1];
  const known = (await name().catch(() => undefined)) ?? (await updateLists().then(name));
  if (known === undefined)
    throw new Error(
      `the archive of this machine has no ${KERNEL}: the guest needs Debian's kernel (apt-get update?)`,
    );
  return known;
}

/** File names with versions, as apt would save them. */
async function packageFiles(packages: readonly string[]): Promise<string[]> {
  const { stdout } = await run('apt-get', ['download', '--print-uris', ...packages]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
}

async function build(packages: readonly string[], target: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'building-'));
  try {
    await download(packages, folder);
    await unpack(folder);
    await makeInitialRamDisk(folder);
    // Older versions are of no use any more, nor is what an interrupted run has left.
    for (const name of await readdir(CACHE))
      if (name !== basename(folder)) await rm(join(CACHE, name), { recursive: true, force: true });
    await rename(folder, target);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function download(packages: readonly string[], folder: string): Promise<void> {
  const fetchAll = () => run('apt-get', ['download', ...packages], { cwd: folder });
  try {
    await fetchAll();
  } catch {
    // The archive moves on and removes what the lists of this machine still name.
    await updateLists();
    await fetchAll();
  }
}

async function updateLists(): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new Error(`${KERNEL} and ${UDEV} cannot be downloaded; run "sudo apt-get update" and try again`);
  await run('apt-get', ['update', '-qq']);
}

/** Into `layer/` in the order of a merged /usr: a real /lib there would hide the host's. */
async function unpack(folder: string): Promise<void> {
  const packages = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  const [kernel] = packages.filter((name) => name.startsWith('linux-image-'));
  const [udev] = packages.filter((name) => name.startsWith('udev_'));
  if (kernel === undefined || udev === undefined)
    throw new Error(`apt-get download gave ${packages.join(', ')}`);
  const version = /^linux-image-(.*?)_/.exec(kernel)?.[1] ?? '';
  const modules = `./lib/modules/${version}`;
  await extract(join(folder, kernel), folder, [
    `./boot/vmlinuz-${version}`,
    `${modules}/modules.order`,
    `${modules}/modules.builtin`,
    `${modules}/modules.builtin.modinfo`,
    ...MODULE_FOLDERS.map((path) => `${modules}/kernel/${path}`),
  ]);
  await run('depmod', ['-b', folder, version]);
  await rename(join(folder, 'boot', `vmlinuz-${version}`), join(folder, 'vmlinuz'));
  await rm(join(folder, 'boot'), { recursive: true });

  const layer = join(folder, 'layer');
  await mkdir(join(layer, 'usr', 'lib'), { recursive: true });
  await rename(join(folder, 'lib', 'modules'), join(layer, 'usr', 'lib', 'modules'));
  await rm(join(folder, 'lib'), { recursive: true });
  const unpacked = join(folder, 'udev');
  await mkdir(unpacked);
  await extract(join(folder, udev), unpacked, ['./bin', './lib/udev', './lib/systemd/systemd-udevd']);
  for (const name of ['bin', 'lib'])
    await cp(join(unpacked, name), join(layer, 'usr', name), { recursive: true, verbatimSymlinks: true });
  await rm(unpacked, { recursive: true });
  for (const name of packages) await rm(join(folder, name));
}

async function extract(archive: string, folder: string, paths: readonly string[]): Promise<void> {
  const tar = join(folder, 'content.tar');
  await run('sh', ['-c', 'dpkg --fsys-tarfile "$1" > "$2"', 'sh', archive, tar]);
  await run('tar', ['-x', '-f', tar, '-C', folder, '--no-same-owner', ...paths]);
  await rm(tar);
}

/** busybox, the modules without which no file of the host can be read, and init.sh. */
async function makeInitialRamDisk(folder: string): Promise<void> {
  const disk = join(folder, 'disk');
  const names = ['bin', 'modules', 'proc', 'sys', 'dev', 'host', 'layer', 'disk', 'system'];
  for (const name of names) await mkdir(join(disk, name), { recursive: true });
  await copyFile(BUSYBOX, join(disk, 'bin', 'busybox'));
  await symlink('busybox', join(disk, 'bin', 'sh'));
  await copyFile(INIT, join(disk, 'init'));
  await run('chmod', ['755', join(disk, 'init'), join(disk, 'bin', 'busybox')]);
  const modules = join(folder, 'layer', 'usr', 'lib', 'modules');
  const [version = ''] = await readdir(modules);
  const order = loadOrder(await readFile(join(modules, version, 'modules.dep'), 'utf8'), BOOT_MODULES);
  for (const path of order)
    await copyFile(join(modules, version, path), join(disk, 'modules', basename(path)));
  await writeFile(join(disk, 'modules', 'list'), order.map((path) => `${basename(path)}\n`).join(''));
  const archive = join(folder, 'initrd.cpio');
  const pack = 'cd "$1" && find . | "$2" cpio -o -H newc > "$3"';
  await run('sh', ['-c', pack, 'sh', disk, BUSYBOX, archive]);
  await writeFile(join(folder, 'initrd.gz'), gzipSync(await readFile(archive), { level: 1 }));
  await rm(disk, { recursive: true });
  await rm(archive);
}

/**
 * @param dependencies lines `kernel/a.ko: kernel/b.ko kernel/c.ko`; what stands last must be loaded first
 * @returns paths; one that is built into this kernel is left out
 */
function loadOrder(dependencies: string, names: readonly string[]): string[] {
  const table = new Map<string, string[]>();
  for (const line of dependencies.split('\n')) {
    const [path, rest] = line.split(':');
    if (path === undefined || rest === undefined) continue;
    const needed = rest.trim() === '' ? [] : rest.trim().split(' ').reverse();
    table.set(basename(path, '.ko').replaceAll('-', '_'), [...needed, path]);
  }
  return [...new Set(names.flatMap((name) => table.get(name.replaceAll('-', '_')) ?? []))];
}
