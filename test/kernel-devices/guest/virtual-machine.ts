import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { GuestSystem } from './guest-system.ts';

const QEMU = '/usr/bin/qemu-system-x86_64';
const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const AGENT = fileURLToPath(new URL('agent.mjs', import.meta.url));
const BOOT_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 5_000;
const CONSOLE_TAIL_CHARS = 4_000;
const MEMORY_MB = 2048;
/** The guest's address in QEMU's user network; its own 10.0.2.2 is the loopback of the host. */
const GUEST_ADDRESS = '10.0.2.15';

/**
 * Emulation is slow and works wherever QEMU does. KVM is ten times faster where it works, but a machine that is itself
 * virtual may offer a KVM whose guests never start, and only waiting tells.
 */
const ACCELERATION = process.env['KIOSK_GUEST_ACCELERATION'] ?? 'tcg,thread=multi';

export interface MachineOptions {
  readonly system: GuestSystem;
  /** For sockets; nothing of it is left after the end. */
  readonly folder: string;
  readonly agentPort: number;
  /** Of the guest, under the same number on the host's loopback: the daemon looks at the port in `Host`. */
  readonly ports: readonly number[];
  /** A socket in `folder` for each: the far end of a cable that ends in a device of that machine. */
  readonly cables: readonly string[];
}

/** A computer of its own on the host's files: the kiosk's, with a kernel where devices can be plugged and pulled. */
export class VirtualMachine {
  #console = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly monitorSocket: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#console = (this.#console + text).slice(-CONSOLE_TAIL_CHARS);
      });
    }
  }

  /** @returns when the agent answers */
  static async boot(options: MachineOptions): Promise<VirtualMachine> {
    const monitorSocket = join(options.folder, 'monitor');
    // Ends with this process, however that ends.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', QEMU, ...commandLine(options, monitorSocket)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`QEMU ended (${signal ?? code})`)));
    });
    const machine = new VirtualMachine(child, monitorSocket);
    try {
      await Promise.race([machine.#answers(options.agentPort), failed]);
    } catch (error) {
      await machine.stop();
      throw new Error(`the guest did not start: ${(error as Error).message}\n${machine.#console}`);
    } finally {
      failed.catch(() => undefined);
    }
    return machine;
  }

  /** The last that the guest's kernel said. */
  get console(): string {
    return this.#console;
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(late);
  }

  async #answers(agentPort: number): Promise<void> {
    const deadline = performance.now() + BOOT_TIMEOUT_MS;
    while (performance.now() < deadline) {
      // QEMU takes connections long before the guest does, and drops them then.
      const answer = await fetch(`http://127.0.0.1:${agentPort}/`, {
        signal: AbortSignal.timeout(2_000),
      }).catch(() => null);
      if (answer?.ok === true) return;
      await sleep(100);
    }
    throw new Error(`no answer after ${BOOT_TIMEOUT_MS / 1000} s`);
  }
}

function commandLine(options: MachineOptions, monitorSocket: string): string[] {
  const { system, folder, agentPort, ports, cables } = options;
  const forwards = [agentPort, ...ports].map(
    (port) => `hostfwd=tcp:127.0.0.1:${port}-${GUEST_ADDRESS}:${port}`,
  );
  const shared = (path: string, tag: string) => [
    '-virtfs',
    `local,path=${path.replaceAll(',', ',,')},mount_tag=${tag},security_model=none,readonly=on,multidevs=remap`,
  ];
  const environment = {
    AGENT_NODE: process.execPath,
    AGENT_SCRIPT: AGENT,
    AGENT_PORT: agentPort,
    KIOSK_ROOT: ROOT,
  };
  return [
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-serial', 'stdio'],
    ...['-machine', 'q35', '-accel', ACCELERATION, '-cpu', 'max', '-smp', '2', '-m', String(MEMORY_MB)],
    ...['-kernel', system.kernel, '-initrd', system.initialRamDisk],
    '-append',
    [
      'console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off net.ifnames=0',
      ...Object.entries(environment).map(([name, value]) => `${name}="${value}"`),
    ].join(' '),
    ...['-device', 'virtio-rng-pci'],
    ...shared('/', 'host'),
    ...shared(system.layer, 'layer'),
    ...[
      '-netdev',
      `user,id=net,ipv6=off,${forwards.join(',')}`,
      '-device',
      'virtio-net-pci,netdev=net,romfile=',
    ],
    ...['-qmp', `unix:${monitorSocket},server=on,wait=off`],
    ...['-device', 'qemu-xhci,id=usb'],
    ...['-chardev', 'null,id=nothing'],
    ...cables.flatMap((name) => [
      '-chardev',
      `socket,id=${name},path=${join(folder, name)},server=on,wait=off`,
    ]),
  ];
}
