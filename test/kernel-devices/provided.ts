import type {} from 'vitest';

/** What the set-up of all files of this folder hands to each of them. */
export type KernelDevices =
  | { readonly state: 'ready'; readonly hall: HallAddresses }
  /** The tests fail with this. */
  | { readonly state: 'broken'; readonly reason: string }
  /** There is no such guest for this machine; the tests say so. */
  | { readonly state: 'elsewhere'; readonly platform: string };

export interface HallAddresses {
  readonly agentPort: number;
  readonly kioskPort: number;
  readonly benchPort: number;
  readonly recordsPort: number;
  readonly printerPort: number;
  /** Where the records service asks about electronic cards; a test that scans one puts the platform there. */
  readonly platformPort: number;
  /** Holds the sockets of the virtual machine. */
  readonly folder: string;
  readonly monitorSocket: string;
  /** PEM; the records service knows its public half. */
  readonly terminalKey: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    kernelDevices: KernelDevices;
  }
}
