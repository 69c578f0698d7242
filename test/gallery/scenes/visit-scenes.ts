import type { PrintObstacle } from '#kiosk-ui/machines/screen-model.ts';
import {
  StatementPrintErrorCode as PrintErrors,
  type StatementPrintErrorCode,
} from '#shared/protocol/statements.ts';
import type { PrinterStatus } from '#shared/protocol/states.ts';
import { type KioskAlone, PRINTED, refusal, WELL } from '#test/page/kiosk-alone.ts';
import { along, type Path, printing, visit, visitWith, waitUntil } from './steps.ts';

const PRINTER_IN: Record<PrintObstacle, Partial<PrinterStatus>> = {
  paperOut: { paper: 'out' },
  paperJammed: { paper: 'jammed' },
  tonerOut: { toner: 'out' },
  coverOpen: { cover: 'open' },
  printerOffline: { device: 'offline' },
};

const press =
  (...events: Parameters<KioskAlone['person']>): Path =>
  (kiosk) =>
    kiosk.person(...events);

/** The same path once for each thing that can keep a printer from printing. */
const withEachObstacle = (path: Path): Record<string, Path> =>
  Object.fromEntries(
    Object.entries(PRINTER_IN).map(([obstacle, changed]): [string, Path] => [
      obstacle,
      along(path, (kiosk) => kiosk.changeStatus({ printer: { ...WELL.printer, ...changed } })),
    ]),
  );

/** The records service is slow, stumbles, or is away when this record is asked for. */
const withoutRecord = (record: 'summary' | 'history' | 'table', open: Path): Record<string, Path> => {
  const away = along(
    visitWith((kiosk) => {
      kiosk.answers[record] = refusal('unavailable');
    }),
    open,
  );
  return {
    loading: along(
      visitWith((kiosk) => void kiosk.unanswered.add(record)),
      open,
    ),
    retrying: away,
    unavailable: along(away, (kiosk) => kiosk.wait(8_000)),
  };
};

const finishPrinting =
  (outcome: Parameters<KioskAlone['finishPrinting']>[0]): Path =>
  (kiosk) =>
    kiosk.finishPrinting(outcome);
const say =
  (name: 'Statement.ComposedEvent' | 'Statement.ProgressEvent', payload: object): Path =>
  async (kiosk) => {
    kiosk.link.last('Statement.Print').event(name, payload);
    await kiosk.settle();
  };
const liftCard: Path = (kiosk) => kiosk.liftCard();
const failedBecause = (errorCode: StatementPrintErrorCode): Path =>
  along(printing, finishPrinting({ code: 'commandErrorCode', errorCode }));

const STAY = press();
const openContributions = press('person.openedContributions');
const openAccountYears = press('person.openedAccountYears');
const openStatement = press('person.openedStatement');
const printed = along(printing, finishPrinting(PRINTED(true)));
const home = along(visit, press('person.wentBack'));

/** A visit, from the record to the paper. */
export const VISIT_SCENES = {
  recordsUnavailable: {
    retrying: visitWith((kiosk) => {
      kiosk.answers.summary = refusal('unavailable');
    }),
    'given up': along(
      visitWith((kiosk) => {
        kiosk.answers.summary = refusal('unavailable');
      }),
      (kiosk) => kiosk.wait(8_000),
    ),
  },
  notOnFile: {
    plain: visitWith((kiosk) => {
      kiosk.answers.summary = refusal('notOnFile');
    }),
  },
  home: { plain: home, ...withEachObstacle(home) },
  pension: { plain: visit, ...withEachObstacle(visit), ...withoutRecord('history', STAY) },
  contributions: {
    plain: along(visit, openContributions),
    ...withoutRecord('history', openContributions),
  },
  accountYears: { plain: along(visit, openAccountYears), ...withoutRecord('table', openAccountYears) },
  statementPreview: {
    plain: along(visit, openStatement),
    'number hidden': along(visit, openStatement, async (kiosk) => {
      kiosk.actor.send({ type: 'person.choseHideNumber', hideNumber: true });
      await kiosk.settle();
    }),
    ...withEachObstacle(along(visit, openStatement)),
    ...withoutRecord('table', openStatement),
  },
  printing: {
    setting: printing,
    'two pages': along(printing, say('Statement.ComposedEvent', { pages: 2 })),
    'one sheet out': along(
      printing,
      say('Statement.ComposedEvent', { pages: 2 }),
      say('Statement.ProgressEvent', { jobState: 'processing', sheets: 1 }),
    ),
    ...withEachObstacle(along(printing, say('Statement.ComposedEvent', { pages: 2 }))),
    'the citizen has left': along(printing, say('Statement.ComposedEvent', { pages: 2 }), liftCard),
  },
  printFailed: {
    ...Object.fromEntries(PrintErrors.options.map((code) => [code, failedBecause(code)])),
    canceled: along(printing, finishPrinting({ code: 'canceled' })),
    other: along(printing, finishPrinting({ code: 'internalError' })),
  },
  takePaper: {
    sensor: printed,
    'no sensor': along(printing, finishPrinting(PRINTED(false))),
    reminded: along(printed, (kiosk) =>
      waitUntil(kiosk, () => {
        const { content } = kiosk.screen;
        return content.id === 'takePaper' && content.reminders > 0;
      }),
    ),
    'the citizen has left': along(printed, liftCard),
  },
} satisfies Record<string, Record<string, Path>>;
