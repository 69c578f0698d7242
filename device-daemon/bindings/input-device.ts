import { closeSync, constants, openSync, readSync } from 'node:fs';
import { err, ok } from '#shared/result.ts';
import type { BindingOpenError, OpenBinding } from './binding.ts';

/** A switch is looked at so often. A read that waits would hold one of the few threads that Node has for files. */
const POLL_MS = 40;
const READ_BYTES = 24 * 64;

/** A Linux input device, `/dev/input/event…` or a link to one. It only sends. */
export function inputDeviceBinding(path: string): OpenBinding {
  return async (listener) => {
    let device: number;
    try {
      device = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
      return err(openErrorOf(error));
    }
    const buffer = new Uint8Array(READ_BYTES);
    let open = true;
    const end = () => {
      if (!open) return;
      open = false;
      clearInterval(timer);
      closeSync(device);
    };
    const timer = setInterval(() => {
      const count = read(device, buffer);
      if (count > 0) listener.data(buffer.subarray(0, count));
      if (count >= 0) return;
      end();
      listener.lost();
    }, POLL_MS);
    return ok({
      port: path,
      write: () => undefined,
      confirm: () => undefined,
      close: async () => end(),
    });
  };
}

/** @returns how many bytes came, 0 for none yet, -1 when the device is gone */
function read(device: number, buffer: Uint8Array): number {
  try {
    const count = readSync(device, buffer);
    return count === 0 ? -1 : count;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : -1;
  }
}

function openErrorOf(error: unknown): BindingOpenError {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return 'noDevice';
    case 'EACCES':
    case 'EPERM':
      return 'notPermitted';
    default:
      return 'failed';
  }
}
