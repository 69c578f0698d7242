import { assertNever, err } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { OpenBinding } from '../bindings/binding.ts';
import { hidBinding } from '../bindings/hid.ts';
import { serialBinding } from '../bindings/serial.ts';
import { listSerialPorts, type SerialPortFound } from '../bindings/serial-ports.ts';
import type { Authority } from '../cards/social-security-card/authority.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import type { OpenChipCardReaderLink } from '../drivers/chip-card-reader.ts';
import { CRT_310_BAUD_RATES } from '../drivers/crt-310/commands.ts';
import { crt310Link } from '../drivers/crt-310/driver.ts';
import { CRT_591_BAUD_RATES } from '../drivers/crt-591/commands.ts';
import { crt591Link } from '../drivers/crt-591/driver.ts';
import { gwiIc20Link } from '../drivers/gwi-ic20/driver.ts';
import { pcscLink } from '../drivers/pcsc/driver.ts';
import { Rotation } from './rotation.ts';
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

/** Every open takes the next port and rate there is; a reader that was found is looked for there first. */
function onSerialPorts(
  { path, baudRate }: Extract<ReaderConfiguration, { driver: 'crt-591' | 'crt-310' }>,
  taken: readonly string[],
  rates: readonly number[],
  linkOver: (binding: OpenBinding) => OpenChipCardReaderLink,
): OpenChipCardReaderLink {
  const rotation = new Rotation<{ path: string; baudRate: number }>(
    (left, right) => left.path === right.path && left.baudRate === right.baudRate,
  );
  return async (lost) => {
    const free = async () => (await listSerialPorts()).filter((port) => !isTaken(port, taken));
    const paths = path === 'auto' ? (await free()).map((port) => port.path) : [path];
    const candidate = rotation.next(
      (baudRate === undefined ? rates : [baudRate]).flatMap((rate) =>
        paths.map((port) => ({ path: port, baudRate: rate })),
      ),
    );
    if (candidate === null) return err('noDevice');
    const opened = await linkOver(serialBinding(candidate.path, { baudRate: candidate.baudRate }))(lost);
    if (!opened.ok) return opened;
    const link = opened.value;
    return {
      ok: true,
      value: {
        ...link,
        confirm: () => {
          rotation.confirm(candidate);
          link.confirm();
        },
      },
    };
  };
}
