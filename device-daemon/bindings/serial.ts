import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { SerialPort } from 'serialport';
import { err, ok, type Result } from '#shared/result.ts';
import type { Binding, BindingListener, BindingOpenError, OpenBinding } from './binding.ts';
import { endingAtEndOfFile } from './serial-end-of-file.ts';
import { type LatencyTimer, lowerLatencyTimer } from './usb-latency-timer.ts';

export interface SerialOptions {
  readonly baudRate: number;
  /** Told after each open, so that the engineer learns from the log that a udev rule is missing. */
  readonly onLatencyTimer?: (outcome: LatencyTimer, port: string) => void;
}

/** One serial port by its path; a link such as `/dev/serial/by-id/…` is followed anew at each open. */
export function serialBinding(path: string, options: SerialOptions): OpenBinding {
  return (listener) => openSerial(path, options, listener);
}

async function openSerial(
  path: string,
  options: SerialOptions,
  listener: BindingListener,
): Promise<Result<Binding, BindingOpenError>> {
  let device: string;
  try {
    device = process.platform === 'win32' ? path : await realpath(path);
  } catch {
    return err('noDevice');
  }
  // A SerialPort that was lost cannot be opened again reliably: each open makes a new one.
  const port = new SerialPort({
    binding,
    path: device,
    baudRate: options.baudRate,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    lock: true,
    autoOpen: false,
    highWaterMark: READ_BUFFER_BYTES,
  });
  const failure = await new Promise<Error | null>((resolve) => port.open(resolve));
  if (failure !== null) return err(openErrorOf(failure));

  let closing: Promise<void> | null = null;
  let silent = false;
  port.on('data', (bytes: Buffer) => {
    if (!silent) listener.data(bytes);
  });
  const lost = () => {
    if (silent) return;
    silent = true;
    listener.lost();
  };
  port.on('close', lost);
  // A failed write reports here and not always through `close`; either way the port is of no use any more.
  port.on('error', lost);

  if (process.platform === 'linux') {
    void lowerLatencyTimer(basename(device)).then((outcome) => options.onLatencyTimer?.(outcome, device));
  }
  return ok({
    port: device,
    write: (bytes) => {
      if (!silent) port.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
    confirm: () => undefined,
    close: () => {
      silent = true;
      closing ??= new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      });
      return closing;
    },
  });
}

const binding = endingAtEndOfFile();

/** The longest answer of any reader fits; serialport reads into pieces of this size. */
const READ_BUFFER_BYTES = 4096;

/** serialport passes on the text of errno; the codes are gone by then (bindings-cpp 13, serialport_unix.cpp). */
function openErrorOf(error: Error): BindingOpenError {
  const text = error.message;
  if (/no such file|no such device|file not found/i.test(text)) return 'noDevice';
  if (/cannot lock port|resource busy|access denied/i.test(text)) return 'inUse';
  if (/permission denied/i.test(text)) return 'notPermitted';
  return 'failed';
}
