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
export async function listHidDevices(): Promise<HidDeviceFound[]> {
  const { devicesAsync } = await import('node-hid');
  const devices = await devicesAsync();
  return devices.flatMap((device) =>
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
}
