import type { UsbDescription } from '../ports/usb-ip.ts';
import { dkTunnel } from './dk-tunnel.ts';
import { type RawHidOptions, rawHid, reportDescriptor } from './raw-hid.ts';
import { CVR_100_DIALECT, CVR_100AU_DIALECT, type Dialect, SDT_DIALECT } from './requests.ts';
import type { ModuleTraits } from './security-module.ts';
import { type UsbPipes, usbPipes, usbSam } from './usb-pipes.ts';
import type { Wrapping } from './wrappings.ts';

export const MODEL_NAMES = ['sdt', 'cvr-100', 'cvr-100au', 'dk26', 'sdt-hid', 'usb-sam'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

export interface ModelOptions extends RawHidOptions {
  readonly pipes: UsbPipes;
  readonly vendorId: number;
  readonly productId: number;
}

export interface HidTraits {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly reportDescriptor: Uint8Array;
}

/** What a model can be plugged with. */
export type Plug =
  | { readonly type: 'serial'; readonly baud: number }
  | { readonly type: 'hid'; readonly hid: HidTraits; readonly wrapping: Wrapping }
  | { readonly type: 'usb'; readonly usb: UsbDescription; readonly wrapping: Wrapping };

export interface Model {
  readonly dialect: Dialect;
  readonly traits: ModuleTraits;
  readonly plug: Plug;
}

const PLAIN: ModuleTraits = { findsAgain: false, selectOptional: false };

export function modelOf(name: ModelName, options: ModelOptions): Model {
  switch (name) {
    case 'sdt':
      return { dialect: SDT_DIALECT, traits: PLAIN, plug: { type: 'serial', baud: 115_200 } };
    case 'cvr-100':
      return { dialect: CVR_100_DIALECT, traits: PLAIN, plug: { type: 'serial', baud: 115_200 } };
    case 'cvr-100au':
      return { dialect: CVR_100AU_DIALECT, traits: PLAIN, plug: { type: 'serial', baud: 9600 } };
    case 'dk26':
      return {
        dialect: SDT_DIALECT,
        traits: { findsAgain: true, selectOptional: true },
        plug: {
          type: 'hid',
          hid: {
            vendorId: 0x0483,
            productId: 0x572b,
            product: 'DK26ME',
            reportDescriptor: reportDescriptor(0),
          },
          wrapping: dkTunnel(),
        },
      };
    // No maker's id is known for certain; by default it passes for one that is sold as a HID reader.
    case 'sdt-hid':
      return {
        dialect: SDT_DIALECT,
        traits: PLAIN,
        plug: {
          type: 'hid',
          hid: {
            vendorId: options.vendorId,
            productId: options.productId,
            product: 'HID ID Card Reader',
            reportDescriptor: reportDescriptor(options.reportId),
          },
          wrapping: rawHid(options),
        },
      };
    case 'usb-sam':
      return {
        dialect: SDT_DIALECT,
        traits: PLAIN,
        plug: { type: 'usb', usb: usbSam(options.pipes), wrapping: usbPipes(options.pipes) },
      };
  }
}
