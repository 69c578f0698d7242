import type { IdentityCardDriver } from './driver.ts';
import { createSdtDriver } from './sdt/driver.ts';

type Transport = 'serial';

interface DriverRow {
  readonly create: () => IdentityCardDriver;
  /** The ports it can speak on. */
  readonly transports: readonly Transport[];
  /** The rate that readers of this kind leave the factory with. */
  readonly baudRate: number;
}

/** The drivers by the name that stands in the configuration (`identityCardReader.driver`). */
export const IDENTITY_CARD_DRIVERS = {
  sdt: { create: createSdtDriver, transports: ['serial'], baudRate: 115_200 },
} as const satisfies Record<string, DriverRow>;
