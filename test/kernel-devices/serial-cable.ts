import { connect, type Socket } from 'node:net';
import { SerialPort } from 'serialport';

/**
 * The wire from a fake's serial port on this machine to the USB adapter of the virtual one. QEMU's adapter is on its bus
 * while somebody is connected to its back: to plug and to pull is to connect and to hang up. (Removing the device itself
 * while bytes come in ends QEMU 7.2 with a segmentation fault.)
 */
export class SerialCable {
  #socket: Socket | null = null;

  private constructor(
    private readonly port: SerialPort,
    private readonly socketPath: string,
  ) {
    // What comes while the adapter is pulled has nowhere to go.
    port.on('data', (bytes: Buffer) => this.#socket?.write(bytes));
  }

  /** @param socketPath the chardev of the adapter; it is not plugged in yet */
  static async lay(link: string, socketPath: string): Promise<SerialCable> {
    const port = new SerialPort({ path: link, baudRate: 115_200, autoOpen: false });
    await new Promise<void>((resolve, reject) =>
      port.open((error) => (error === null ? resolve() : reject(error))),
    );
    return new SerialCable(port, socketPath);
  }

  async plug(): Promise<void> {
    const socket = connect(this.socketPath);
    socket.setNoDelay(true);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.removeAllListeners('error');
    // The machine has ended; the tests notice by themselves.
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => this.port.write(bytes));
    this.#socket = socket;
  }

  pull(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  async close(): Promise<void> {
    this.pull();
    await new Promise((resolve) => this.port.close(resolve));
  }
}
