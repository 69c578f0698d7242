import type { AccessRule, ApplicationData, ChipCardData, FileData, KeyName, Proof } from './card-data.ts';
import type { ChipCard } from './chip-card.ts';
import { authenticationData } from './keys.ts';
import { encodePin } from './pin-block.ts';
import { recordsMeant } from './record-file.ts';
import {
  type CardAnswer,
  type CardCommand,
  CardTransport,
  inventedBytes,
  lengthMeant,
  statusOf,
} from './transport.ts';

const KEY_TRIES = 3;
const DONE = 0x9000;

/** What a card knows until it loses its power. */
interface Session {
  application: ApplicationData | null;
  file: FileData | null;
  /** Number of the record read last. */
  record: number;
  pinVerified: boolean;
  authenticated: Set<KeyName>;
  /** Given out and not used yet. */
  challenge: Uint8Array | null;
}

/**
 * The operating system of a card: what is on it is data, and who may read what is enforced.
 *
 * ```
 *                    lost at power off   lost on selecting another application   lost when used
 *   PIN verified            ×
 *   key authenticated       ×                          ×
 *   challenge               ×                          ×                               ×
 * ```
 * Tries that were spent stay spent as long as this specimen of the card is in the reader.
 */
export class CardFileSystem implements ChipCard {
  readonly name: string;
  readonly #data: ChipCardData;
  readonly #transport: CardTransport;
  #session: Session | null = null;
  #pinDigits: string | null;
  #pinTriesLeft: number;
  readonly #keyTriesLeft = new Map<KeyName, number>();
  #commands = 0;
  #verifyCommands = 0;

  constructor(data: ChipCardData) {
    this.#data = data;
    this.name = data.name;
    this.#pinDigits = data.pin?.digits ?? null;
    this.#pinTriesLeft = data.pin?.triesLeft ?? 0;
    this.#transport = new CardTransport(data.transport, (command) => this.#execute(command));
  }

  powerOn(): Uint8Array | null {
    if (this.#data.faults.mute) return null;
    this.#transport.reset();
    const { applications, startsIn } = this.#data;
    this.#session = {
      application: applications.find(({ name }) => name === startsIn) ?? null,
      file: null,
      record: 0,
      pinVerified: false,
      authenticated: new Set(),
      challenge: null,
    };
    return this.#data.atr;
  }

  reset(): Uint8Array | null {
    return this.powerOn();
  }

  powerOff(): void {
    this.#session = null;
  }

  process(command: Uint8Array): Uint8Array | null {
    // A chip without power says nothing.
    if (this.#session === null) return null;
    this.#commands += 1;
    return this.#data.locked === 'card' ? statusOf(0x6a81) : this.#transport.process(command);
  }

  state(): Record<string, unknown> {
    const { pin, version, algorithm, locked } = this.#data;
    return {
      name: this.name,
      version,
      algorithm,
      locked,
      powered: this.#session !== null,
      application: this.#session?.application?.name ?? null,
      pin: pin === null ? null : { triesLeft: this.#pinTriesLeft, maximum: pin.maximum },
      pinVerified: this.#session?.pinVerified ?? false,
      authenticated: [...(this.#session?.authenticated ?? [])],
      commands: this.#commands,
      verifyCommands: this.#verifyCommands,
    };
  }

  #execute(command: CardCommand): CardAnswer {
    const session = this.#session;
    if (session === null) throw new Error('a card without power was asked');
    switch ((command.cla << 8) | command.ins) {
      case 0x00a4:
        return this.#select(session, command);
      case 0x00b2:
        return this.#readRecord(session, command);
      case 0x00b0:
        return readBinary(session, command);
      case 0x0084:
        return getChallenge(session, command);
      case 0x0088:
        return this.#internalAuthenticate(session, command);
      case 0x0082:
        return this.#externalAuthenticate(session, command);
      case 0x0020:
        return this.#verify(session, command);
      case 0x805e:
        return this.#changePin(session, command);
      case 0x80a8:
        return getProcessingOptions(session);
      default:
        return { sw: command.cla === 0x00 || command.cla === 0x80 ? 0x6d00 : 0x6e00 };
    }
  }

  #select(session: Session, { p1, p2, data }: CardCommand): CardAnswer {
    if (p2 !== 0x00) return { sw: p2 === 0x02 ? 0x6a82 : 0x6a86 };
    const fid = data.length === 2 ? ((data[0] ?? 0) << 8) | (data[1] ?? 0) : null;
    switch (p1) {
      case 0x04: {
        const application = this.#data.applications.find(({ aid }) => beginsWith(aid, data));
        return application === undefined ? { sw: 0x6a82 } : this.#enter(session, application);
      }
      case 0x00: {
        if (fid === null) return { sw: 0x6700 };
        const application = this.#data.applications.find((candidate) => candidate.fid === fid);
        return application === undefined ? this.#open(session, fid) : this.#enter(session, application);
      }
      case 0x02:
        return fid === null ? { sw: 0x6700 } : this.#open(session, fid);
      default:
        return { sw: 0x6a86 };
    }
  }

  #enter(session: Session, application: ApplicationData): CardAnswer {
    if (this.#data.locked === 'application' && application.name === 'SSSE') return { sw: 0x9303 };
    if (session.application !== application) {
      session.authenticated.clear();
      session.challenge = null;
    }
    session.application = application;
    session.file = null;
    session.record = 0;
    return { sw: DONE, data: application.fci };
  }

  #open(session: Session, fid: number): CardAnswer {
    const file = session.application?.files.find((candidate) => candidate.fid === fid);
    if (file === undefined) return { sw: 0x6a82 };
    session.file = file;
    session.record = 0;
    return { sw: DONE };
  }

  #readRecord(session: Session, { p1, p2 }: CardCommand): CardAnswer {
    const form = p2 & 0b111;
    if (form === 0b111 || (this.#data.faults.noReadingByTag && form < 0b100)) return { sw: 0x6a86 };
    const found = fileFor(session, p2 >> 3);
    if (!('file' in found)) return found;
    const { contents, read } = found.file;
    if (contents.type !== 'records') return { sw: 0x6981 };
    if (!allows(read, session)) return { sw: 0x6982 };
    const isCurrent = session.file === found.file;
    const meant = recordsMeant(contents.records, p1, form, isCurrent ? session.record : 0);
    if (meant === null) return { sw: 0x6a83 };
    const data = Buffer.concat(
      meant.numbers.map((number) => contents.records[number - 1] ?? new Uint8Array()),
    );
    if (data.length > 256) return { sw: 0x6700 };
    return {
      sw: DONE,
      data,
      onDelivered: () => {
        session.file = found.file;
        session.record = meant.newCurrent;
      },
    };
  }

  #internalAuthenticate(session: Session, { p1, p2, data }: CardCommand): CardAnswer {
    if (p1 !== 0 || p2 !== 0) return { sw: 0x6a86 };
    // A seventeenth byte would be the version of the key.
    if (data.length !== 16 && data.length !== 17) return { sw: 0x6700 };
    const key = session.application?.internalKey ?? null;
    const { algorithm } = this.#data;
    if (key === null || algorithm === 'SSF33') return { sw: 0x6a88 };
    return { sw: DONE, data: authenticationData(key, algorithm, data.subarray(0, 8), data.subarray(8, 16)) };
  }

  #externalAuthenticate(session: Session, { p1, p2, data }: CardCommand): CardAnswer {
    if (p1 !== 0) return { sw: 0x6a86 };
    if (data.length !== 16) return { sw: 0x6700 };
    const key = session.application?.externalKeys.find(({ id }) => id === p2);
    const { algorithm } = this.#data;
    if (key === undefined || algorithm === 'SSF33') return { sw: 0x6a88 };
    const triesLeft = this.#keyTriesLeft.get(key.name) ?? KEY_TRIES;
    if (triesLeft === 0) return { sw: 0x6983 };
    const { challenge } = session;
    session.challenge = null;
    if (challenge === null) return { sw: 0x6984 };
    const factor = new Uint8Array(8);
    factor.set(challenge.subarray(0, 8));
    const expected = authenticationData(key.key, algorithm, factor, data.subarray(8));
    if (!Buffer.from(expected).equals(data.subarray(0, 8))) {
      this.#keyTriesLeft.set(key.name, triesLeft - 1);
      session.authenticated.delete(key.name);
      return { sw: 0x63c0 | (triesLeft - 1) };
    }
    this.#keyTriesLeft.set(key.name, KEY_TRIES);
    session.authenticated.add(key.name);
    return { sw: DONE };
  }

  #verify(session: Session, { p1, p2, data }: CardCommand): CardAnswer {
    if (p1 !== 0 || p2 !== 0) return { sw: 0x6a86 };
    if (!isSocialSecurity(session.application)) return { sw: 0x6985 };
    if (data.length === 0) {
      return { sw: this.#pinDigits === null ? DONE : 0x63c0 | this.#pinTriesLeft };
    }
    if (data.length < 2 || data.length > 8) return { sw: 0x6700 };
    if (this.#pinDigits === null) return { sw: 0x6a88 };
    this.#verifyCommands += 1;
    const sw = this.#tryPin(data);
    session.pinVerified = sw === DONE;
    return { sw };
  }

  #changePin(session: Session, { p1, p2, data }: CardCommand): CardAnswer {
    if (p1 !== 0x01 || p2 !== 0x00) return { sw: 0x6a86 };
    if (!isSocialSecurity(session.application)) return { sw: 0x6985 };
    const separator = data.indexOf(0xff);
    if (separator < 2 || data.length - separator - 1 < 2) return { sw: 0x6a80 };
    if (this.#pinDigits === null) return { sw: 0x6a88 };
    const sw = this.#tryPin(data.subarray(0, separator));
    if (sw === DONE)
      this.#pinDigits = Buffer.from(data.subarray(separator + 1))
        .toString('hex')
        .replace(/f$/, '');
    return { sw };
  }

  #tryPin(block: Uint8Array): number {
    if (this.#pinTriesLeft === 0) return 0x6983;
    if (encodePin(this.#pinDigits ?? '').equals(block)) {
      this.#pinTriesLeft = this.#data.pin?.maximum ?? 0;
      return DONE;
    }
    this.#pinTriesLeft -= 1;
    return 0x63c0 | this.#pinTriesLeft;
  }
}

function readBinary(session: Session, { p1, p2, p3 }: CardCommand): CardAnswer {
  const bySfi = (p1 & 0x80) !== 0;
  const found = fileFor(session, bySfi ? p1 & 0x1f : 0);
  if (!('file' in found)) return found;
  const { contents, read } = found.file;
  if (contents.type !== 'binary') return { sw: 0x6981 };
  if (!allows(read, session)) return { sw: 0x6982 };
  session.file = found.file;
  const offset = bySfi ? p2 : (p1 << 8) | p2;
  if (offset >= contents.bytes.length) return { sw: 0x6b00 };
  return { sw: DONE, data: contents.bytes.subarray(offset, offset + lengthMeant(p3)) };
}

function getChallenge(session: Session, { p1, p2, p3 }: CardCommand): CardAnswer {
  if (p1 !== 0 || p2 !== 0) return { sw: 0x6a86 };
  if (p3 !== 4 && p3 !== 8 && p3 !== 16) return { sw: 0x6700 };
  session.challenge = inventedBytes(p3);
  return { sw: DONE, data: session.challenge };
}

function getProcessingOptions({ application }: Session): CardAnswer {
  const options = application?.processingOptions ?? null;
  return options === null ? { sw: 0x6d00 } : { sw: DONE, data: options };
}

function fileFor(session: Session, sfi: number): { readonly file: FileData } | CardAnswer {
  if (sfi === 0) return session.file === null ? { sw: 0x6986 } : { file: session.file };
  const file = session.application?.files.find(({ fid }) => (fid & 0x1f) === sfi);
  return file === undefined ? { sw: 0x6a82 } : { file };
}

function allows(rule: AccessRule, session: Session): boolean {
  if (rule === 'free') return true;
  const shown = (proof: Proof) => (proof === 'pin' ? session.pinVerified : session.authenticated.has(proof));
  return 'anyOf' in rule ? rule.anyOf.some(shown) : rule.allOf.every(shown);
}

const SHORTEST_PARTIAL_NAME_BYTES = 5;

function beginsWith(aid: Uint8Array, name: Uint8Array): boolean {
  return name.length >= SHORTEST_PARTIAL_NAME_BYTES && Buffer.from(aid.subarray(0, name.length)).equals(name);
}

const isSocialSecurity = (application: ApplicationData | null): boolean =>
  application !== null && application.name !== 'bank' && application.name !== 'PSE';
