import { assertNever, err } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { OpenBinding } from '../bindings/binding.ts';
import { hidBinding, listHidDevices } from '../bindings/hid.ts';
import { serialBinding } from '../bindings/serial.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { hidScannerLink, serialScannerLink } from '../drivers/code-scanner/driver.ts';
import { createCodeScanner } from './code-scanner.ts';
import type { CodeScanner } from './code-scanner-contract.ts';
import { NoCodeScanner } from './code-scanner-none.ts';

/** Nothing is ever written to a scanner; its reports keep their number, by which the parser knows them. */
const REPORTS = { reportSize: 64, reportId: 0, inputReportId: 'any' } as const;
/** USB HID Point of Sale Usage Tables: bar-code scanners. A scanner that poses as a keyboard has another page. */
const BAR_CODE_SCANNER_PAGE = 0x8c;

/** The code scanner that the configuration names. */
export function openCodeScanner(config: DaemonConfiguration['codeScanner'], logger: Logger): CodeScanner {
  if (config === undefined) return new NoCodeScanner();
  switch (config.transport) {
    case 'serial':
      return createCodeScanner({
        openLink: serialScannerLink(serialBinding(config.path, { baudRate: config.baudRate })),
        logger,
      });
    case 'hid':
      return createCodeScanner({
        openLink: hidScannerLink(
          config.path === 'auto' ? anyHidScanner : hidBinding({ path: config.path }, REPORTS),
        ),
        logger,
      });
    default:
      return assertNever(config);
  }
}

/** Whatever calls itself a bar-code scanner. On a serial port nothing does, so there is no such search there. */
const anyHidScanner: OpenBinding = async (listener) => {
  const devices = await listHidDevices();
  if (!devices.ok) return devices;
  const scanner = devices.value.find(({ usagePage }) => usagePage === BAR_CODE_SCANNER_PAGE);
  return scanner === undefined ? err('noDevice') : hidBinding({ path: scanner.path }, REPORTS)(listener);
};
