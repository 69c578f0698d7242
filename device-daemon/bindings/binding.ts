import type { Result } from '#shared/result.ts';

/**
 * What every transport looks like from above: bytes go out, bytes come in, and one day the cable is pulled. A binding
 * knows no frame, no command and no device.
 */
export interface Binding {
  /** The port as the operating system names it; for logs. */
  readonly port: string;
  /** Hands bytes to the operating system. Never fails: a dead port tells through `lost`, or by its silence. */
  write(bytes: Uint8Array): void;
  /**
   * The device behind this port is the one that was looked for. A source that can choose among several ports comes
   * back to this one first.
   */
  confirm(): void;
  /** After this nothing reaches the listener any more. Safe to call twice and after a loss. */
  close(): Promise<void>;
}

export interface BindingListener {
  /** The bytes are only valid during the call. */
  data(bytes: Uint8Array): void;
  /** The port is gone; at most once, and never after `close`. */
  lost(): void;
}

/**
 * `noDevice`: nothing there · `inUse`: another process holds it · `notPermitted`: a udev rule or group is missing ·
 * `libraryMissing`: the system library or the optional package that this kind of port needs is not installed.
 */
export type BindingOpenError = 'noDevice' | 'inUse' | 'notPermitted' | 'libraryMissing' | 'failed';

/** Opens one port, or the next of several that may be the right one. */
export type OpenBinding = (listener: BindingListener) => Promise<Result<Binding, BindingOpenError>>;
