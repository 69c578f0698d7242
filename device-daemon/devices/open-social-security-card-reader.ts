import { assertNever, err, ok, type Result } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { BindingOpenError, OpenBinding } from '../bindings/binding.ts';
import { hidBinding } from '../bindings/hid.ts';
import { serialBinding } from '../bindings/serial.ts';
import { listSerialPorts, type SerialPortFound } from '../bindings/serial-ports.ts';
import type { Authority } from '../cards/social-security-card/authority.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import type { ChipCardReaderLink, OpenChipCardReaderLink } from '../drivers/chip-card-reader.ts';
import { CRT_310_BAUD_RATES } from '../drivers/crt-310/commands.ts';
import { crt310Link } from '../drivers/crt-310/driver.ts';
import { CRT_591_BAUD_RATES } from '../drivers/crt-591/commands.ts';
import { crt591Link } from '../drivers/crt-591/driver.ts';
import { gwiIc20Link } from '../drivers/gwi-ic20/driver.ts';
import { isLinkFault } from '../drivers/link-fault.ts';
import { pcscLink } from '../drivers/pcsc/driver.ts';
import { SupervisedSocialSecurityCardReader } from './social-security-card-reader.ts';
import type { SocialSecurityCardReader } from './social-security-card-reader-contract.ts';
import { NoSocialSecurityCardReader } from './social-security-card-reader-none.ts';

type ReaderConfiguration = NonNullable<DaemonConfiguration['socialSecurityCardReader']>;

/** The reader that the configuration names: its port, its protocol, its life. */
export function openSocialSecurityCardReader(
  { socialSecurityCardReader: config, ...others }: DaemonConfiguration,
  authority: Authority | null,
  logger: Logger,
): SocialSecurityCardReader {
  if (config === undefined) return new NoSocialSecurityCardReader();
  return new SupervisedSocialSecurityCardReader({
    openLink: linkOf(config, portsOfOthers(others)),
    authority,
    bankNumber: config.bankNumber,
    takeCardMs: config.takeCardS * 1000,
    clock: Date.now,
    logger,
  });
}

function linkOf(config: ReaderConfiguration, taken: readonly string[]): OpenChipCardReaderLink {
  switch (config.driver) {
    case 'crt-591':
      return onSerialPorts(config, taken, CRT_591_BAUD_RATES, (binding) =>
        crt591Link(binding, { address: config.address }),
      );
    case 'crt-310':
      return onSerialPorts(config, taken, CRT_310_BAUD_RATES, crt310Link);
    case 'pcsc':
      return pcscLink({ readerName: config.path });
    case 'gwi-ic20':
      return gwiIc20Link(hidBinding({ path: config.path }, { reportSize: 64, reportId: 0 }));
    default:
      return assertNever(config);
  }
}

/** Another device's port is not asked whether it is a card reader: it would not understand. */
function portsOfOthers({
  identityCardReader,
  pinPad,
  codeScanner,
}: Omit<DaemonConfiguration, 'socialSecurityCardReader'>): string[] {
  const pad = pinPad?.kind === 'serial' ? [pinPad.path] : [];
  const scanner = codeScanner === undefined ? [] : [codeScanner.path];
  return [identityCardReader.path, ...pad, ...scanner];
}

const isTaken = ({ path, device }: SerialPortFound, taken: readonly string[]): boolean =>
  taken.includes(path) || taken.includes(device);

interface Place {
  readonly path: string;
  readonly baudRate: number;
}

/** Asks at every port and rate there is, the one where it was found last first. */
function onSerialPorts(
  { path, baudRate }: Extract<ReaderConfiguration, { driver: 'crt-591' | 'crt-310' }>,
  taken: readonly string[],
  rates: readonly number[],
  linkOver: (binding: OpenBinding) => OpenChipCardReaderLink,
): OpenChipCardReaderLink {
  let confirmed: Place | null = null;
  const places = async (): Promise<Place[]> => {
    const free = async () => (await listSerialPorts()).filter((port) => !isTaken(port, taken));
    const paths = path === 'auto' ? (await free()).map((port) => port.path) : [path];
    const all = (baudRate === undefined ? rates : [baudRate]).flatMap((rate) =>
      paths.map((port) => ({ path: port, baudRate: rate })),
    );
    const isConfirmed = (place: Place) =>
      place.path === confirmed?.path && place.baudRate === confirmed.baudRate;
    return [...all.filter(isConfirmed), ...all.filter((place) => !isConfirmed(place))];
  };
  return async (lost) => {
    const candidates = await places();
    let refusal: BindingOpenError = 'noDevice';
    for (const place of candidates) {
      const found = await openAt(place, linkOver, candidates.length > 1, lost);
      if (found.ok) {
        const link = found.value;
        const confirm = () => {
          confirmed = place;
          link.confirm();
        };
        return ok({ ...link, confirm });
      }
      if (found.error !== 'noDevice') refusal = found.error;
    }
    return err(refusal);
  };
}

/** @param asked whether it must answer here and now: there are other places to look */
async function openAt(
  { path, baudRate }: Place,
  linkOver: (binding: OpenBinding) => OpenChipCardReaderLink,
  asked: boolean,
  lost: () => void,
): Promise<Result<ChipCardReaderLink, BindingOpenError>> {
  let isFound = !asked;
  const opened = await linkOver(serialBinding(path, { baudRate }))(() => {
    if (isFound) lost();
  });
  if (!opened.ok || isFound) return opened;
  const answered = await opened.value.reader.open();
  if (answered.ok || !isLinkFault(answered.error)) {
    isFound = true;
    return opened;
  }
  await opened.value.reader.close();
  return err('failed');
}
