import { connect, type Socket } from 'node:net';
import { SerialPort } from 'serialport';

/** The wire from a fake's serial port on this machine to the USB adapter of the virtual one. */
export class SerialCable {
  private constructor(
    private readonly port: SerialPort,
    private readonly socket: Socket,
  ) {
    port.on('data', (bytes: Buffer) => socket.write(bytes));
    socket.on('data', (bytes: Buffer) => port.write(bytes));
  }

  /** @param socketPath the chardev of the adapter, which counts as not plugged in as long as nobody is connected */
  static async lay(link: string, socketPath: string): Promise<SerialCable> {
    const port = new SerialPort({ path: link, baudRate: 115_200, autoOpen: false });
    await new Promise<void>((resolve, reject) =>
      port.open((error) => (error === null ? resolve() : reject(error))),
    );
    const socket = connect(socketPath);
    socket.setNoDelay(true);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new SerialCable(port, socket);
  }

  async remove(): Promise<void> {
    this.socket.destroy();
    await new Promise((resolve) => this.port.close(resolve));
  }
}
