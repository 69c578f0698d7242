import { describe, expect, test } from 'vitest';
import type { PrinterStatus } from '#shared/protocol/states.ts';
import { boolean, keyword } from './ipp/attributes.ts';
import type { IppAttribute, IppGroup } from './ipp/codec.ts';
import { ValueTag } from './ipp/constants.ts';
import { hindrance, PRINTER_STARTING, reportOfPrinter, statusOfFailure } from './printer-status.ts';

const FINE: PrinterStatus = {
  device: 'online',
  paper: 'full',
  toner: 'full',
  cover: 'closed',
  media: 'unknown',
};
const IDLE = 3;
const PROCESSING = 4;
const STOPPED = 5;

function printer(state: number | null, reasons: readonly string[] | null, ...more: IppAttribute[]): IppGroup {
  return {
    tag: 0x04,
    attributes: [
      ...(state === null
        ? []
        : [
            {
              name: 'printer-state',
              values: [{ type: 'integer', tag: ValueTag.enum, value: state } as const],
            },
          ]),
      ...(reasons === null ? [] : [keyword('printer-state-reasons', ...reasons)]),
      ...more,
    ],
  };
}

const tray = (text: string): IppAttribute => ({
  name: 'printer-output-tray',
  values: [{ type: 'octets', tag: ValueTag.octetString, value: Buffer.from(text) }],
});

describe('printer-state and its reasons become the kiosk status', () => {
  test.each<[number, string[], Partial<PrinterStatus>]>([
    [IDLE, ['none'], {}],
    [PROCESSING, ['none'], {}],
    [STOPPED, ['media-empty-error'], { paper: 'out' }],
    [PROCESSING, ['media-empty-warning'], { paper: 'out' }],
    [STOPPED, ['media-needed'], { paper: 'out' }],
    [STOPPED, ['input-tray-missing-error'], { paper: 'out' }],
    [IDLE, ['media-low-warning'], { paper: 'low' }],
    [IDLE, ['media-low-report'], { paper: 'low' }],
    [STOPPED, ['media-jam-error'], { paper: 'jammed' }],
    [STOPPED, ['media-jam', 'media-empty'], { paper: 'jammed' }],
    [STOPPED, ['media-low', 'media-empty'], { paper: 'out' }],
    [STOPPED, ['toner-empty-error'], { toner: 'out' }],
    [STOPPED, ['marker-supply-empty-error', 'toner-low'], { toner: 'out' }],
    [IDLE, ['toner-low-warning'], { toner: 'low' }],
    [IDLE, ['marker-supply-low-report'], { toner: 'low' }],
    [STOPPED, ['cover-open-error'], { cover: 'open' }],
    [STOPPED, ['door-open-error'], { cover: 'open' }],
    [STOPPED, ['interlock-open'], { cover: 'open' }],
    [STOPPED, ['cover-open', 'media-jam'], { cover: 'open', paper: 'jammed' }],
    [STOPPED, ['output-area-full-error'], { device: 'userError' }],
    [STOPPED, ['paused'], { device: 'userError' }],
    [STOPPED, ['fuser-over-temp-error'], { device: 'hardwareError' }],
    [STOPPED, ['paused', 'developer-empty'], { device: 'hardwareError' }],
    [PROCESSING, ['connecting-to-device'], { device: 'offline' }],
    [IDLE, ['offline-report'], { device: 'offline' }],
    [STOPPED, ['shutdown'], { device: 'powerOff' }],
    [PROCESSING, ['cups-waiting-for-job-completed'], {}],
    [IDLE, ['output-area-almost-full-warning'], {}],
    // Stopped without a word why: somebody must look.
    [STOPPED, ['none'], { device: 'userError' }],
    [STOPPED, ['media-low-warning'], { device: 'userError', paper: 'low' }],
    [17, ['none'], { device: 'userError' }],
  ])('state %i with %j', (state, reasons, change) => {
    expect(reportOfPrinter(printer(state, reasons)).status).toEqual({ ...FINE, ...change });
  });

  test('a reason without a row needs attention and is kept verbatim for the log', () => {
    const report = reportOfPrinter(printer(IDLE, ['com.example-drum-upset-warning', 'none']));
    expect(report.status.device).toBe('userError');
    expect(report.unmappedReasons).toEqual(['com.example-drum-upset-warning']);
  });

  test('a mere report of the maker is logged and hinders nothing', () => {
    const report = reportOfPrinter(printer(IDLE, ['com.example-power-saver-report']));
    expect(report.status).toEqual(FINE);
    expect(report.unmappedReasons).toEqual(['com.example-power-saver-report']);
  });

  test('what the printer does not tell is unknown, never fine', () => {
    expect(reportOfPrinter(printer(null, null)).status).toEqual({
      device: 'userError',
      paper: 'unknown',
      toner: 'unknown',
      cover: 'unknown',
      media: 'unknown',
    });
  });

  test('a printer that takes no jobs needs attention', () => {
    const report = reportOfPrinter(printer(IDLE, ['none'], boolean('printer-is-accepting-jobs', false)));
    expect(report.status.device).toBe('userError');
  });
});

describe('printer-output-tray is the sensor for taken paper', () => {
  test.each<[string, PrinterStatus['media'], number | null]>([
    ['type=unRemovableBin;maxcapacity=100;remaining=100;status=0;name=face-down;', 'notPresent', 100],
    ['type=unRemovableBin;maxcapacity=100;remaining=98;status=0;name=face-down;', 'present', 98],
    ['maxcapacity=100;remaining=0', 'present', 0],
    ['maxcapacity=50;remaining=70;', 'notPresent', 50],
    // RFC 3805: -1 no limit, -2 unknown, -3 room for at least one.
    ['maxcapacity=100;remaining=-1;', 'unknown', null],
    ['maxcapacity=100;remaining=-2;', 'unknown', null],
    ['maxcapacity=100;remaining=-3;', 'unknown', null],
    ['maxcapacity=-2;remaining=5;', 'unknown', null],
    ['remaining=5;', 'unknown', null],
    ['maxcapacity=100;remaining=many;', 'unknown', null],
    ['', 'unknown', null],
  ])('%s', (text, media, remaining) => {
    const report = reportOfPrinter(printer(IDLE, ['none'], tray(text)));
    expect(report.status.media).toBe(media);
    expect(report.tray?.remaining ?? null).toBe(remaining);
  });
});

describe('a printer that does not answer', () => {
  test.each([
    [{ type: 'notConnected', detail: 'ECONNREFUSED' }, 'powerOff'],
    [{ type: 'connectionLost', detail: 'ECONNRESET' }, 'powerOff'],
    [{ type: 'timeOut' }, 'offline'],
    [{ type: 'badAnswer', detail: 'HTTP 404' }, 'offline'],
    [{ type: 'refused', status: 0x0500, message: null }, 'offline'],
  ] as const)('%j', (failure, device) => {
    expect(statusOfFailure(failure)).toEqual({ ...PRINTER_STARTING, device });
  });
});

describe('what hinders a statement', () => {
  test.each<[Partial<PrinterStatus>, ReturnType<typeof hindrance>]>([
    [{}, null],
    [{ paper: 'low', toner: 'low' }, null],
    // A printer that does not count its paper may still print.
    [{ paper: 'unknown', toner: 'unknown', cover: 'unknown' }, null],
    [{ paper: 'out' }, 'paperOut'],
    [{ paper: 'jammed', cover: 'open' }, 'paperJammed'],
    [{ cover: 'open', paper: 'out' }, 'coverOpen'],
    [{ toner: 'out' }, 'tonerOut'],
    [{ device: 'powerOff' }, 'printerOffline'],
    [{ device: 'offline', paper: 'out' }, 'printerOffline'],
    [{ device: 'starting' }, 'printerOffline'],
    [{ device: 'userError' }, 'printerOffline'],
    [{ device: 'hardwareError' }, 'printerOffline'],
    [{ device: 'userError', paper: 'out' }, 'paperOut'],
  ])('%j', (change, code) => {
    expect(hindrance({ ...FINE, ...change })).toBe(code);
  });
});
