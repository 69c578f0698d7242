import type { DeviceState, FullStatus } from '#shared/protocol/states.ts';
import type { AlertedDevice, Trouble } from '#shared/staff-desk/messages.ts';

export interface DeviceTrouble {
  readonly device: AlertedDevice;
  readonly trouble: Trouble;
}

/** `unknown`: it cannot be told now, so that whatever was told before still holds. */
export type TroubleState = 'there' | 'notThere' | 'unknown';

type Rule = (status: FullStatus, sessionOpen: boolean) => TroubleState;

const there = (is: boolean): TroubleState => (is ? 'there' : 'notThere');
/** A part of a device that says nothing of it, or that is not there at all. */
const partIs = (state: string, bad: string): TroubleState =>
  state === 'unknown' ? 'unknown' : there(state === bad);

function isUsable(device: DeviceState): TroubleState {
  switch (device) {
    case 'online':
    case 'deviceBusy':
    case 'noDevice':
      return 'notThere';
    case 'starting':
      return 'unknown';
    case 'offline':
    case 'powerOff':
    case 'hardwareError':
    case 'userError':
      return 'there';
  }
}

const DEVICES: readonly AlertedDevice[] = [
  'identityCardReader',
  'socialSecurityCardReader',
  'pinPad',
  'codeScanner',
  'printer',
  'speech',
  'keypad',
  'records',
];

/** Everything staff is told of, and how it is seen in the state of the devices. `cardRetained` is an event, not a state. */
const RULES: readonly (DeviceTrouble & { readonly rule: Rule })[] = [
  ...DEVICES.map((device) => ({
    device,
    trouble: 'notUsable' as const,
    rule: (status: FullStatus) => isUsable(status[device].device),
  })),
  { device: 'printer', trouble: 'paperOut', rule: ({ printer }) => partIs(printer.paper, 'out') },
  { device: 'printer', trouble: 'paperLow', rule: ({ printer }) => partIs(printer.paper, 'low') },
  { device: 'printer', trouble: 'paperJammed', rule: ({ printer }) => partIs(printer.paper, 'jammed') },
  { device: 'printer', trouble: 'tonerOut', rule: ({ printer }) => partIs(printer.toner, 'out') },
  { device: 'printer', trouble: 'tonerLow', rule: ({ printer }) => partIs(printer.toner, 'low') },
  { device: 'printer', trouble: 'coverOpen', rule: ({ printer }) => partIs(printer.cover, 'open') },
  { device: 'printer', trouble: 'paperLeft', rule: ({ printer }) => partIs(printer.media, 'present') },
  {
    device: 'socialSecurityCardReader',
    trouble: 'cardStuck',
    rule: ({ socialSecurityCardReader: reader }) => partIs(reader.media, 'jammed'),
  },
  {
    device: 'socialSecurityCardReader',
    trouble: 'binFull',
    rule: ({ socialSecurityCardReader: reader }) =>
      WELL.has(reader.device) ? there(reader.retainBin === 'full') : 'unknown',
  },
  {
    device: 'identityCardReader',
    trouble: 'cardLeft',
    // While a visit is open the card that lies there is its holder's own business.
    rule: ({ identityCardReader: reader }, sessionOpen) =>
      sessionOpen ? 'notThere' : partIs(reader.media, 'present'),
  },
];
const WELL = new Set<DeviceState>(['online', 'deviceBusy', 'noDevice']);

/** How each trouble stands now. */
export const troublesOf = (
  status: FullStatus,
  sessionOpen: boolean,
): readonly (DeviceTrouble & { readonly state: TroubleState })[] =>
  RULES.map(({ device, trouble, rule }) => ({ device, trouble, state: rule(status, sessionOpen) }));
