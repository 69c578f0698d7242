import { err, ok, type Result } from '#shared/result.ts';

export interface HidDeviceFound {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage: number | null;
  readonly usage: number | null;
  readonly interfaceNumber: number;
  readonly manufacturer: string | null;
  readonly product: string | null;
}

/**
 * The HID devices of the machine, for the engineer who looks for a reader. node-hid is loaded only here: its native
 * part needs libusb and libudev, which a kiosk with a serial reader may not have.
 */
export async function listHidDevices(): Promise<Result<HidDeviceFound[], 'libraryMissing'>> {
  const { devicesAsync } = await import('node-hid');
  let devices: Awaited<ReturnType<typeof devicesAsync>>;
  try {
    devices = await devicesAsync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_DLOPEN_FAILED') return err('libraryMissing');
    throw error;
  }
  const found = devices.flatMap((device) =>
    device.path === undefined
      ? []
      : [
          {
            path: device.path,
            vendorId: device.vendorId,
            productId: device.productId,
            usagePage: device.usagePage ?? null,
            usage: device.usage ?? null,
            interfaceNumber: device.interface,
            manufacturer: device.manufacturer ?? null,
            product: device.product ?? null,
          },
        ],
  );
  return ok(found);
}
