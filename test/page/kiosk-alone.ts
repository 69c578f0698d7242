/** The page's machines with the world outside driven by hand: what lies beyond the page is not ours to test there. */
import { createActor, SimulatedClock } from 'xstate';
import type { Call, CallOutcome, Link, LinkFact, RecordsFailure } from '#kiosk-ui/daemon-link/link.ts';
import { createKioskMachine } from '#kiosk-ui/machines/kiosk.ts';
import type { PersonEvent } from '#kiosk-ui/machines/screen-model.ts';
import { screenOf } from '#kiosk-ui/machines/screen-of.ts';
import { type KioskProfile, PLAIN_PROFILE } from '#shared/profile/kiosk-profile.ts';
import type {
  CardHolder,
  IdentityCardErrorCode,
  PinErrorCode,
  SocialSecurityCardErrorCode,
} from '#shared/protocol/cards.ts';
import type { CommandName, Event } from '#shared/protocol/messages.ts';
import type { FullStatus } from '#shared/protocol/states.ts';
import type { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { err, ok, type Result } from '#shared/result.ts';

export const HOLDER = {
  cardKind: 'residentIdentityCard',
  maskedName: '张＊丰',
  maskedNumber: '9999＊＊＊＊＊＊0117',
} as const;

export const WELL: FullStatus = {
  identityCardReader: { device: 'online', media: 'notPresent' },
  socialSecurityCardReader: { device: 'online', media: 'notPresent', retainBin: 'ok' },
  pinPad: { device: 'online' },
  codeScanner: { device: 'online' },
  printer: { device: 'online', paper: 'full', toner: 'full', cover: 'closed', media: 'notPresent' },
  speech: { device: 'online', output: 'loudspeaker' },
  keypad: { device: 'noDevice' },
  records: { device: 'online' },
};

export const CARD_HOLDER = {
  cardKind: 'socialSecurityCard',
  maskedName: '李＊梅',
  maskedNumber: '9999＊＊＊＊＊＊0228',
} as const;

export const CODE_HOLDER = {
  cardKind: 'electronicSocialSecurityCard',
  maskedName: '王＊',
  maskedNumber: '9999＊＊＊＊＊＊0339',
} as const;

/** What a hand does with a card, told by a reader. */
export const IDENTITY_CARD = {
  away: { identityCardReader: { device: 'online', media: 'notPresent' } },
  there: { identityCardReader: { device: 'online', media: 'present' } },
  unplugged: { identityCardReader: { device: 'powerOff', media: 'unknown' } },
} as const;
export const SOCIAL_SECURITY_CARD = {
  away: { socialSecurityCardReader: { device: 'online', media: 'notPresent', retainBin: 'ok' } },
  inside: { socialSecurityCardReader: { device: 'online', media: 'present', retainBin: 'ok' } },
  inSlot: { socialSecurityCardReader: { device: 'online', media: 'entering', retainBin: 'ok' } },
  stuck: { socialSecurityCardReader: { device: 'hardwareError', media: 'jammed', retainBin: 'ok' } },
  unplugged: { socialSecurityCardReader: { device: 'powerOff', media: 'unknown', retainBin: 'ok' } },
} as const;

export const SUMMARY: PensionSummary = {
  scheme: 'enterpriseEmployee',
  participation: 'contributing',
  employerName: '样例制造有限公司',
  firstMonth: '2008-04',
  paidMonths: 223,
  gapMonths: 0,
  owedMonths: 0,
  balanceFen: 8_641_235,
  balanceProvisional: true,
  currentBaseFen: 821_400,
  currentYear: { year: 2026, paidMonths: 10, personalFen: 657_120 },
  pension: null,
  dataCutOff: '2026-10-31',
};
const HISTORY: ContributionHistory = { contributions: [], dataCutOff: '2026-10-31' };
const TABLE: AccountTable = { years: [], policies: [], dataCutOff: '2026-10-31' };

interface SentCommand {
  readonly name: CommandName;
  readonly payload: unknown;
  cancelled: boolean;
  settled: boolean;
  event(name: Event['header']['name'], payload?: object): void;
  settle(outcome: CallOutcome<CommandName>): void;
}

class HandLink implements Link {
  readonly sent: SentCommand[] = [];
  #listeners = new Set<(fact: LinkFact) => void>();

  listen(listener: (fact: LinkFact) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  command<Name extends CommandName>(
    name: Name,
    payload: unknown,
    onEvent: (event: Event) => void = () => undefined,
  ): Call<Name> {
    let settle: (outcome: CallOutcome<CommandName>) => void = () => undefined;
    const outcome = new Promise<CallOutcome<Name>>((resolve) => {
      settle = (settled) => resolve(settled as CallOutcome<Name>);
    });
    const command: SentCommand = {
      name,
      payload,
      cancelled: false,
      settled: false,
      event: (eventName, eventPayload = {}) =>
        onEvent({
          header: { type: 'event', name: eventName, requestId: 1, version: '1.0' },
          payload: eventPayload,
        } as Event),
      settle: (settledWith) => {
        command.settled = true;
        settle(settledWith);
      },
    };
    this.sent.push(command);
    return {
      outcome,
      cancel: () => {
        command.cancelled = true;
      },
    };
  }

  tell(fact: LinkFact): void {
    for (const listener of this.#listeners) listener(fact);
  }

  /** The last command of that name. */
  last(name: CommandName): SentCommand {
    const found = this.sent.findLast((command) => command.name === name);
    if (found === undefined) throw new Error(`${name} was not sent`);
    return found;
  }

  count(name: CommandName): number {
    return this.sent.filter((command) => command.name === name).length;
  }

  /** The commands of that name that run: sent, and neither settled nor cancelled. */
  pending(name: CommandName): number {
    return this.sent.filter((command) => command.name === name && !command.cancelled && !command.settled)
      .length;
  }
}

/** A kiosk on its own, with a clock that stands still until told. */
export class KioskAlone {
  readonly link = new HandLink();
  readonly clock = new SimulatedClock();
  /** What the next question for each record gets. */
  answers: {
    summary: Result<PensionSummary, RecordsFailure>;
    history: Result<ContributionHistory, RecordsFailure>;
    table: Result<AccountTable, RecordsFailure>;
  } = { summary: ok(SUMMARY), history: ok(HISTORY), table: ok(TABLE) };
  asked = { summary: 0, history: 0, table: 0 };
  /** The records service takes these questions and does not answer. */
  readonly unanswered = new Set<'summary' | 'history' | 'table'>();
  /** It takes every question and does not answer. */
  silent = false;
  #jobs = 0;
  readonly actor;

  constructor(profile: KioskProfile = PLAIN_PROFILE) {
    const ask =
      <Kind extends 'summary' | 'history' | 'table'>(kind: Kind) =>
      async () => {
        this.asked[kind] += 1;
        if (this.silent || this.unanswered.has(kind)) await new Promise(() => undefined);
        return this.answers[kind];
      };
    const machine = createKioskMachine({
      link: this.link,
      profile,
      records: { pensionSummary: ask('summary'), contributions: ask('history'), accountYears: ask('table') },
      newJobId: () => {
        this.#jobs += 1;
        return `5a4c8f2e-0000-4000-8000-${String(this.#jobs).padStart(12, '0')}`;
      },
    });
    this.actor = createActor(machine, { clock: this.clock });
    this.actor.start();
  }

  get screen() {
    return screenOf(this.actor.getSnapshot());
  }

  get screenId() {
    return this.screen.content.id;
  }

  /** Lets promises settle; no time passes. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }

  async person(...events: PersonEvent['type'][]): Promise<void> {
    for (const type of events) {
      this.actor.send({ type } as PersonEvent);
      await this.settle();
    }
  }

  async tell(fact: LinkFact): Promise<void> {
    this.link.tell(fact);
    await this.settle();
  }

  async wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 250) {
      this.clock.increment(Math.min(250, left));
      await this.settle();
    }
  }

  async connect(changed: Partial<Extract<LinkFact, { type: 'link.opened' }>['hello']> = {}): Promise<void> {
    const hello = {
      protocolVersion: '1.0',
      terminalId: '999999-0001',
      availability: 'available',
      reasons: [],
      status: WELL,
      sessionOpen: false,
    } as const;
    await this.tell({ type: 'link.opened', hello: { ...hello, reasons: [], ...changed } });
  }

  async changeStatus(changed: Extract<LinkFact, { type: 'device.statusChanged' }>['changed']): Promise<void> {
    await this.tell({ type: 'device.statusChanged', changed });
  }

  /** A card is laid down, read, and lies there. */
  async layCard(holder: CardHolder = HOLDER): Promise<void> {
    const read = this.link.last('IdentityCard.Read');
    read.event('CardReader.MediaInsertedEvent');
    await this.changeStatus(IDENTITY_CARD.there);
    read.settle({ code: 'success', payload: holder });
    await this.settle();
  }

  async liftCard(): Promise<void> {
    await this.changeStatus(IDENTITY_CARD.away);
    await this.tell({ type: 'card.removed', reader: 'identityCardReader' });
  }

  /** The card is gone, and only the status says so: what a page hears that missed the event. */
  async liftCardSilently(): Promise<void> {
    await this.changeStatus(IDENTITY_CARD.away);
  }

  async refuseCard(errorCode: IdentityCardErrorCode): Promise<void> {
    await this.settleCommand('IdentityCard.Read', { code: 'commandErrorCode', errorCode });
  }

  /** A social-security card is put in, and being read. */
  async insertCard(): Promise<void> {
    this.link.last('SocialSecurityCard.Read').event('CardReader.MediaInsertedEvent');
    await this.changeStatus(SOCIAL_SECURITY_CARD.inside);
  }

  /** It was read. `pinTriesLeft`: it asks for its PIN. */
  async readCard(pinTriesLeft: number | null = null): Promise<void> {
    const payload = { ...CARD_HOLDER, pinTriesLeft };
    await this.settleCommand('SocialSecurityCard.Read', { code: 'success', payload });
  }

  /** It opens no visit and is given back. */
  async refuseInsertedCard(errorCode: SocialSecurityCardErrorCode): Promise<void> {
    await this.settleCommand('SocialSecurityCard.Read', { code: 'commandErrorCode', errorCode });
    await this.changeStatus(SOCIAL_SECURITY_CARD.inSlot);
  }

  async refusePin(errorCode: PinErrorCode): Promise<void> {
    await this.settleCommand('SocialSecurityCard.VerifyPin', { code: 'commandErrorCode', errorCode });
    await this.changeStatus(SOCIAL_SECURITY_CARD.inSlot);
  }

  /** Out of the slot, into its owner's hand. */
  async takeCard(): Promise<void> {
    await this.changeStatus(SOCIAL_SECURITY_CARD.away);
    await this.tell({ type: 'card.removed', reader: 'socialSecurityCardReader' });
  }

  /** Nobody took it: the reader drew it in. */
  async retainCard(): Promise<void> {
    await this.changeStatus(SOCIAL_SECURITY_CARD.away);
    await this.tell({ type: 'card.retained', reader: 'socialSecurityCardReader' });
  }

  /** What the pad says while a PIN is being entered. */
  async pad(name: 'PinPad.EntryRequestedEvent' | 'PinPad.KeyPressedEvent', payload: object): Promise<void> {
    this.link.last('SocialSecurityCard.VerifyPin').event(name, payload);
    await this.settle();
  }

  async settleCommand<Name extends CommandName>(name: Name, outcome: CallOutcome<Name>): Promise<void> {
    this.link.last(name).settle(outcome as CallOutcome<CommandName>);
    await this.settle();
  }

  finishPrinting(outcome: CallOutcome<'Statement.Print'>): Promise<void> {
    return this.settleCommand('Statement.Print', outcome);
  }

  static async withVisitor(): Promise<KioskAlone> {
    const kiosk = new KioskAlone();
    await kiosk.connect();
    await kiosk.layCard();
    return kiosk;
  }

  static async waiting(changed: Parameters<KioskAlone['connect']>[0] = {}): Promise<KioskAlone> {
    const kiosk = new KioskAlone();
    await kiosk.connect(changed);
    return kiosk;
  }

  /** A social-security card is inside and its PIN is asked for. */
  static async enteringPin(triesLeft = 3): Promise<KioskAlone> {
    const kiosk = await KioskAlone.waiting();
    await kiosk.insertCard();
    await kiosk.readCard(triesLeft);
    return kiosk;
  }

  static async scanning(): Promise<KioskAlone> {
    const kiosk = await KioskAlone.waiting();
    await kiosk.person('person.touchedScreen', 'person.choseElectronicCard');
    return kiosk;
  }

  static async printing(): Promise<KioskAlone> {
    const kiosk = await KioskAlone.withVisitor();
    await kiosk.person('person.openedStatement', 'person.printed');
    return kiosk;
  }

  static async withPaper(sensor = true): Promise<KioskAlone> {
    const kiosk = await KioskAlone.printing();
    await kiosk.finishPrinting(PRINTED(sensor));
    return kiosk;
  }

  /** Every personal datum of the test's visitor that is anywhere in the tree of machines. */
  personalData(): string[] {
    const text = JSON.stringify(this.actor.getPersistedSnapshot());
    return [
      ...[HOLDER, CARD_HOLDER, CODE_HOLDER].flatMap(({ maskedName, maskedNumber }) => [
        maskedName,
        maskedNumber,
      ]),
      String(SUMMARY.balanceFen),
      SUMMARY.employerName ?? '',
    ].filter((datum) => text.includes(datum));
  }
}

export const PRINTED = (mediaTakenSensor: boolean) =>
  ({
    code: 'success',
    payload: { statementNumber: '9999990001202611220000011', pages: 2, mediaTakenSensor },
  }) as const;

export const refusal = (failure: RecordsFailure): Result<never, RecordsFailure> => err(failure);
