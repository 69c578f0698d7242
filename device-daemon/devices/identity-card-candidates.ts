import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import type { BindingOpenError, OpenBinding } from '../bindings/binding.ts';
import { type HidDeviceFound, hidBinding } from '../bindings/hid.ts';
import { type SerialOptions, serialBinding } from '../bindings/serial.ts';
import { usbBulk } from '../bindings/usb-bulk.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import type { LinkWatch, OpenIdentityCardLink } from '../drivers/identity-card-driver.ts';
import { byteMsAt, openSdtLink, type SdtLink } from '../drivers/sdt/driver.ts';
import { dkTunnelBinding, hidReportsBinding } from '../drivers/sdt/hid-wrappings.ts';
import { SDT_MODELS, type SdtModel, type SdtTransport, type SdtWrapping } from '../drivers/sdt/models.ts';
import { usbPipesBinding } from '../drivers/sdt/usb-pipes.ts';
import { DK_REPORT_BYTES } from '../framing/dk-tunnel.ts';
import {
  type Fingerprint,
  fingerprintsOf,
  type Machine,
  portName,
  type ReaderPort,
} from './identity-card-finder.ts';

type ReaderConfiguration = DaemonConfiguration['identityCardReader'];

/** One way in which a reader may be there: a row of the table on a port, at one rate, in one wrapping. */
export interface Candidate {
  readonly model: SdtModel;
  readonly port: ReaderPort;
  readonly baudRate: number | null;
  readonly wrapping: SdtWrapping;
  /** A row's ways after its first count a little less each. */
  readonly score: number;
}

const MODELS: readonly SdtModel[] = Object.values(SDT_MODELS);

/** A HID device of this kind may be anything: it is only spoken to when the configuration names the row. */
const VENDOR_USAGE_PAGE = 0xff00;
const VENDOR_PAGE_SCORE = 10;
/** The configuration says that it is there. */
const CONFIGURED_SCORE = 100;

/** Every way the configuration leaves open, best first. */
export async function candidatesFor(
  config: ReaderConfiguration,
  look: () => Promise<Machine>,
): Promise<Candidate[]> {
  const models = modelsFor(config);
  const fingerprints =
    config.path === 'auto'
      ? fingerprintsAnywhere(await look(), models, config.driver)
      : await fingerprintsAt(config.path, models);
  return fingerprints
    .flatMap((fingerprint) => waysOf(fingerprint, config.baudRate))
    .sort((a, b) => b.score - a.score);
}

/** The row says how its readers are connected; the transport narrows what is left to choose. */
function modelsFor({ driver, transport }: ReaderConfiguration): readonly SdtModel[] {
  // Not a row of this table: it is opened by the service's own account of its readers.
  if (driver === 'pcsc-id') return [];
  if (driver !== 'auto') return [SDT_MODELS[driver]];
  return transport === 'auto' ? MODELS : MODELS.filter((model) => model.transport === transport);
}

function fingerprintsAnywhere(
  machine: Machine,
  models: readonly SdtModel[],
  driver: ReaderConfiguration['driver'],
): Fingerprint[] {
  const found = fingerprintsOf(machine).filter(({ model }) => models.includes(model));
  const named = models.find((model) => model.name === driver && model.transport === 'hid');
  if (named === undefined) return found;
  const known = new Set(found.map(({ port }) => portName(port)));
  const others = (machine.hidDevices ?? []).filter(
    (device) => isVendorDefined(device) && !known.has(device.path),
  );
  return [
    ...found,
    ...others.map(
      ({ path }): Fingerprint => ({
        model: named,
        port: { transport: 'hid', path },
        score: VENDOR_PAGE_SCORE,
        why: 'a HID device of a kind of its own',
      }),
    ),
  ];
}

const isVendorDefined = ({ usagePage }: HidDeviceFound): boolean => (usagePage ?? 0) >= VENDOR_USAGE_PAGE;

async function fingerprintsAt(path: string, models: readonly SdtModel[]): Promise<Fingerprint[]> {
  const transport = await transportOf(path);
  // Where the path does not say what it is, the rows do.
  const fitting = models.filter((model) => transport === null || model.transport === transport);
  return (fitting.length > 0 ? fitting : models).map((model) => ({
    model,
    port: portAt(path, model.transport),
    score: CONFIGURED_SCORE,
    why: 'configured',
  }));
}

const USB_NAME = /^(?:usb:)?(\d+-\d+(?:\.\d+)*)$/;

async function transportOf(path: string): Promise<SdtTransport | null> {
  if (USB_NAME.test(path)) return 'usb';
  let name = basename(path);
  try {
    name = basename(await realpath(path));
  } catch {
    // Not plugged in, or no file at all: its name must do.
  }
  if (/^hidraw\d+$/.test(name)) return 'hid';
  return /^(tty|COM\d)/.test(name) ? 'serial' : null;
}

function portAt(path: string, transport: SdtTransport): ReaderPort {
  if (transport !== 'usb') return { transport, path };
  return { transport, name: USB_NAME.exec(path)?.[1] ?? path, node: path };
}

function waysOf({ model, port, score }: Fingerprint, onlyRate: number | undefined): Candidate[] {
  const rates = port.transport !== 'serial' ? [null] : onlyRate === undefined ? model.baudRates : [onlyRate];
  const ways = rates.flatMap((baudRate) => model.wrappings.map((wrapping) => ({ baudRate, wrapping })));
  return ways.map((way, index) => ({ model, port, ...way, score: score - index }));
}

export interface CandidateOptions {
  readonly onLatencyTimer?: SerialOptions['onLatencyTimer'];
}

/** Opens one candidate: its port, in its wrapping. */
function openCandidate(
  { model, port, baudRate, wrapping }: Candidate,
  lost: () => void,
  { onLatencyTimer }: CandidateOptions,
  watch: LinkWatch = {},
): Promise<Result<SdtLink, BindingOpenError>> {
  let open: OpenBinding;
  switch (port.transport) {
    case 'serial': {
      const options = {
        baudRate: baudRate ?? 9600,
        ...(onLatencyTimer === undefined ? {} : { onLatencyTimer }),
      };
      open = serialBinding(port.path, options);
      break;
    }
    case 'hid':
      open = hidOpener(port.path, wrapping, watch);
      break;
    case 'usb':
      open = usbPipesBinding(usbBulk({ name: port.name }));
      break;
  }
  return openSdtLink(open, model, baudRate === null ? model.byteMs : byteMsAt(baudRate), lost, watch);
}

function hidOpener(path: string, wrapping: SdtWrapping, { onDiscarded }: LinkWatch): OpenBinding {
  if (wrapping.type === 'hidReports') {
    const { reportSize, reportId } = wrapping;
    return hidReportsBinding(hidBinding({ path }, { reportSize, reportId }), wrapping, onDiscarded);
  }
  return dkTunnelBinding(hidBinding({ path }, { reportSize: DK_REPORT_BYTES, reportId: 0 }), onDiscarded);
}

const keyOf = ({ model, port, baudRate, wrapping }: Candidate): string =>
  JSON.stringify([model.name, portName(port), baudRate, wrapping]);

/** What is told when no port opened: the one a person can do most about. */
const TOLD_FIRST: readonly BindingOpenError[] = [
  'notPermitted',
  'inUse',
  'libraryMissing',
  'failed',
  'noDevice',
];

/** A confirmed reader that is gone is expected back where it was; so often its port is missed before others are tried. */
const MAX_ABSENCES = 4;

/**
 * Goes through the candidates until one answers. The one that was confirmed last is trusted: it is opened at once and
 * tested patiently, and only if that was in vain all are looked at again. A candidate without rivals is trusted, too,
 * and so is the best one when none has answered: a reader that is still starting hears nothing.
 */
export function bestOf(
  list: () => Promise<readonly Candidate[]>,
  options: CandidateOptions = {},
): OpenIdentityCardLink {
  let confirmed: string | null = null;
  let trusted = true;
  let absences = 0;

  const open = async (
    candidate: Candidate,
    lost: () => void,
    watch: LinkWatch,
  ): Promise<Result<SdtLink, BindingOpenError>> => {
    const opened = await openCandidate(candidate, lost, options, watch);
    if (!opened.ok) return opened;
    const link = opened.value;
    const confirm = () => {
      confirmed = keyOf(candidate);
      trusted = true;
      absences = 0;
      link.confirm();
    };
    return ok({ ...link, confirm });
  };

  return async (lost, watch = {}) => {
    const candidates = await list();
    if (confirmed !== null && trusted) {
      const known = candidates.find((candidate) => keyOf(candidate) === confirmed);
      const opened = known === undefined ? err('noDevice' as const) : await open(known, lost, watch);
      if (opened.ok) {
        trusted = false;
        return opened;
      }
      absences += 1;
      if (opened.error === 'noDevice' && absences <= MAX_ABSENCES) return opened;
    }
    absences = 0;
    trusted = true;
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return open(only, lost, watch);

    const looked = await firstToAnswer(candidates, open, lost, watch);
    if (looked.link !== null) return ok(looked.link);
    // Of a reader that was here before and is not any more, the others know nothing.
    const silent =
      confirmed === null
        ? looked.silent[0]
        : looked.silent.find((candidate) => keyOf(candidate) === confirmed);
    if (silent !== undefined && !watch.signal?.aborted) return open(silent, lost, watch);
    return err(TOLD_FIRST.find((error) => looked.errors.has(error)) ?? 'noDevice');
  };
}

interface Looked {
  readonly link: SdtLink | null;
  /** Could be opened, and did not answer. */
  readonly silent: readonly Candidate[];
  /** Why others could not be opened. */
  readonly errors: ReadonlySet<BindingOpenError>;
}

/** Tries each candidate for a moment. One that says it is broken has answered as well. */
async function firstToAnswer(
  candidates: readonly Candidate[],
  open: (
    candidate: Candidate,
    lost: () => void,
    watch: LinkWatch,
  ) => Promise<Result<SdtLink, BindingOpenError>>,
  lost: () => void,
  watch: LinkWatch,
): Promise<Looked> {
  const silent: Candidate[] = [];
  const errors = new Set<BindingOpenError>();
  const closedPorts = new Set<string>();
  for (const candidate of candidates) {
    const name = portName(candidate.port);
    if (watch.signal?.aborted) break;
    if (closedPorts.has(name)) continue;
    let gone = false;
    let chosen = false;
    const opened = await open(
      candidate,
      () => {
        gone = true;
        if (chosen) lost();
      },
      watch,
    );
    if (!opened.ok) {
      errors.add(opened.error);
      closedPorts.add(name);
      continue;
    }
    const link = opened.value;
    const tested = await link.selfTest('quick');
    if (!gone && (tested.type === 'well' || tested.type === 'broken')) {
      chosen = true;
      return { link, silent, errors };
    }
    await link.close();
    if (!gone) silent.push(candidate);
  }
  return { link: null, silent, errors };
}
