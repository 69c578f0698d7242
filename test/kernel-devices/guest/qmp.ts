import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** `{"QMP":…}` greets, `return` and `error` answer, `event` tells (QEMU Machine Protocol Specification, section 2). */
type Message =
  | { readonly QMP: object }
  | { readonly id: number; readonly return: unknown }
  | { readonly id: number; readonly error: { readonly desc: string } }
  | { readonly event: string; readonly data?: Record<string, unknown> };

/** The hands at the back of the virtual machine: what is plugged and pulled there, the kernel inside cannot tell. */
export class MachineMonitor {
  #nextId = 1;
  readonly #waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  readonly #listeners = new Set<(event: string, data: Record<string, unknown>) => void>();

  private constructor(private readonly socket: Socket) {
    createInterface(socket).on('line', (line) => this.#hear(JSON.parse(line) as Message));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the virtual machine has ended'));
      this.#waiting.clear();
    });
  }

  static async open(path: string): Promise<MachineMonitor> {
    const socket = connect(path);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.removeAllListeners('error');
    socket.on('error', () => undefined);
    const monitor = new MachineMonitor(socket);
    await monitor.#call('qmp_capabilities', {});
    return monitor;
  }

  plug(device: { readonly driver: string; readonly id: string; readonly [property: string]: unknown }) {
    return this.#call('device_add', device);
  }

  /** Returns when the device is gone from its bus. */
  async unplug(id: string): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      const listener = (event: string, data: Record<string, unknown>) => {
        if (event !== 'DEVICE_DELETED' || data['device'] !== id) return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
    await this.#call('device_del', { id });
    await gone;
  }

  close(): void {
    this.socket.destroy();
  }

  #call(execute: string, args: object): Promise<void> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.socket.write(`${JSON.stringify({ execute, arguments: args, id })}\n`);
    });
  }

  #hear(message: Message): void {
    if ('event' in message) {
      for (const listener of [...this.#listeners]) listener(message.event, message.data ?? {});
      return;
    }
    if ('QMP' in message) return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(new Error(message.error.desc));
    else waiting?.resolve();
  }
}
