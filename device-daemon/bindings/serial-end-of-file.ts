import { read } from 'node:fs';
import { promisify } from 'node:util';
import { autoDetect, BindingsError, LinuxPortBinding } from '@serialport/bindings-cpp';

/**
 * serialport's own binding, with an end to a port that is gone. A read that is on its way when the cable is pulled
 * gets the end of the file, not an error (`hung_up_tty_read` in the kernel), and so does each one after it:
 * bindings-cpp 13 asks again for ever, at full speed, and nobody is told
 * (https://github.com/serialport/bindings-cpp/issues/162).
 */
export function endingAtEndOfFile() {
  const binding = autoDetect();
  return {
    list: () => binding.list(),
    open: async (options: Parameters<typeof binding.open>[0]) => {
      const port = await binding.open(options);
      if (port instanceof LinuxPortBinding) {
        port.read = (buffer, offset, length) => readSome(port, buffer, offset, length);
      }
      return port;
    },
  };
}

const readBytes = promisify(read);

/** @throws when the port is gone, or closed by us (`canceled`) */
async function readSome(
  port: LinuxPortBinding,
  buffer: Buffer,
  offset: number,
  length: number,
): Promise<{ buffer: Buffer; bytesRead: number }> {
  while (port.fd !== null) {
    try {
      const { bytesRead } = await readBytes(port.fd, buffer, offset, length, null);
      // With VMIN = 1, which serialport sets, a port that has nothing to say answers EAGAIN and never with no bytes.
      if (bytesRead === 0) throw new Error('the port is gone');
      return { buffer, bytesRead };
    } catch (error) {
      if (!NOTHING_YET.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    if (port.isOpen) await readable(port);
  }
  throw new BindingsError('Port is not open', { canceled: true });
}

const NOTHING_YET: ReadonlySet<string> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);

const readable = ({ poller }: LinuxPortBinding): Promise<void> =>
  new Promise((resolve, reject) => {
    poller.once('readable', (error: Error | null) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
