import { assertNever } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import { type HidTarget, hidBinding } from '../bindings/hid.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { hidKeypadLink } from '../drivers/keypad/driver.ts';
import type { KeyPlace } from '../drivers/keypad/key-map.ts';
import { createKeypad } from './keypad.ts';
import type { Keypad } from './keypad-contract.ts';
import { NoKeypad } from './keypad-none.ts';

type HidKeypad = Extract<DaemonConfiguration['keypad'], { kind: 'hid' }>;

/** Nothing is ever written to a keypad. */
const OUTPUT_REPORT_BYTES = 64;

/** The keypad that the configuration names. */
export function openKeypad(config: DaemonConfiguration['keypad'], logger: Logger): Keypad {
  if (config === undefined) return new NoKeypad();
  switch (config.kind) {
    case 'keyboard':
      return new NoKeypad();
    case 'hid': {
      const reports = { reportSize: OUTPUT_REPORT_BYTES, reportId: config.reportId };
      return createKeypad({
        openLink: hidKeypadLink(hidBinding(targetOf(config), reports), placesOf(config)),
        logger,
      });
    }
    default:
      return assertNever(config);
  }
}

function targetOf({ path, vendorId = 0, productId = 0, usagePage }: HidKeypad): HidTarget {
  if (path !== undefined) return { path };
  return { match: { vendorId, productId, ...(usagePage === undefined ? {} : { usagePage }) } };
}

const placesOf = ({ keys }: HidKeypad): KeyPlace[] =>
  keys.map(({ value, ...place }) => ({ ...place, value: value ?? place.mask }));
