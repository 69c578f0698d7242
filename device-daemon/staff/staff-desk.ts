import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { type ActorRefFrom, createActor, waitFor } from 'xstate';
import type { StaffCallReason } from '#shared/protocol/assistance.ts';
import type { FullStatus } from '#shared/protocol/states.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AlertedDevice, DeskMessage } from '#shared/staff-desk/messages.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { Logger } from '../audit/logger.ts';
import type { Alert } from './alert-rules.ts';
import { AlertWatch } from './alert-watch.ts';
import { callAnswered, tellCall } from './desk-calls.ts';
import type { Desk } from './desk-client.ts';
import { Outbox } from './outbox.ts';
import { type CallEnd, type OpenCall, staffCall } from './staff-call.ts';
import { StaffMemoryFile } from './staff-memory.ts';
import { REASON_NAMES, troubleName } from './words.ts';

/** Loose cables and doors that are opened for a moment. */
const CLEAR_AFTER_MS = 5_000;

export interface StaffDeskOptions {
  readonly terminalId: string;
  /** Null where the hall has none: then all of it is told at the kiosk only. */
  readonly desk: Desk | null;
  readonly alertAfterMs: number;
  /** Where what is not told yet outlives the daemon. */
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface StaffReport {
  readonly call: (OpenCall & { readonly deskHasIt: boolean }) | null;
  readonly alerts: readonly Alert[];
  readonly undelivered: number;
}

interface StaffDeskEvents {
  called: [reason: StaffCallReason];
  /** A member of staff has seen the call and is coming. */
  callAnswered: [];
}

/** What staff must know: the call of a person, and devices that stay in trouble. */
export class StaffDesk extends EventEmitter<StaffDeskEvents> {
  readonly #options: StaffDeskOptions;
  readonly #memory: StaffMemoryFile;
  readonly #outbox: Outbox | null;
  readonly #alerts: AlertWatch;
  readonly #call: ActorRefFrom<typeof staffCall>;

  constructor(options: StaffDeskOptions) {
    super();
    const { desk, logger, clock, alertAfterMs } = options;
    this.#options = options;
    this.#memory = new StaffMemoryFile(options.folder, logger);
    this.#outbox = desk === null ? null : new Outbox({ desk, logger, onChange: () => this.#remember() });
    this.#alerts = new AlertWatch({
      rules: { alertAfterMs, clearAfterMs: CLEAR_AFTER_MS, newId: randomUUID },
      clock,
      onRaised: (alert) => this.#tellAlert(alert, 'raised'),
      onCleared: (alert) => this.#tellAlert(alert, 'cleared'),
    });
    this.#call = createActor(staffCall, {
      input: {
        tell: async (call, signal) => desk !== null && (await tellCall(desk, this.#messageOf(call), signal)),
        answered: async (call, signal) => {
          if (desk !== null) await callAnswered(desk, this.#messageOf(call), signal);
        },
      },
    });
    this.#call.on('ended', ({ end, call }) => this.#callEnded(end, call));
  }

  get report(): StaffReport {
    const { value, context } = this.#call.getSnapshot();
    const call = value === 'idle' || context.call === null ? null : context.call;
    return {
      call: call === null ? null : { ...call, deskHasIt: context.deskHasIt },
      alerts: this.#alerts.alerts,
      undelivered: this.#outbox?.messages.length ?? 0,
    };
  }

  async start(): Promise<void> {
    const { alerts, messages, openCallId } = await this.#memory.read();
    this.#alerts.restore(alerts);
    this.#outbox?.restore(messages);
    this.#call.start();
    // Its page went with the daemon.
    if (openCallId !== null) this.#outbox?.put(this.#endOf('cancel', openCallId));
    this.#remember();
  }

  /** Asked again while a call is open it only changes the reason. */
  async call(
    reason: StaffCallReason,
    signal: AbortSignal,
  ): Promise<Result<void, 'deskNotReached' | 'canceled'>> {
    if (signal.aborted) return err('canceled');
    const cancel = () => this.cancelCall();
    signal.addEventListener('abort', cancel, { once: true });
    if (this.report.call === null) this.emit('called', reason);
    this.#call.send({ type: 'call', reason, callId: randomUUID(), atMs: this.#options.clock() });
    this.#remember();
    const told = await waitFor(this.#call, (call) => !call.matches({ open: 'telling' }));
    signal.removeEventListener('abort', cancel);
    if (told.context.deskHasIt) this.#outbox?.hurry();
    if (told.matches({ open: 'unreached' })) return err('deskNotReached');
    return told.context.deskHasIt ? ok(undefined) : err('canceled');
  }

  cancelCall(): void {
    this.#call.send({ type: 'cancel' });
  }

  /** Somebody of the staff says so at the kiosk. */
  answeredHere(): void {
    this.#call.send({ type: 'answeredHere' });
  }

  take(status: FullStatus, sessionOpen: boolean): void {
    this.#alerts.take(status, sessionOpen);
  }

  cardRetained(device: AlertedDevice): void {
    this.#alerts.cardRetained(device);
  }

  retainedCardsRemoved(): void {
    this.#alerts.retainedCardsRemoved();
  }

  async stop(): Promise<void> {
    this.#alerts.stop();
    this.cancelCall();
    this.#call.stop();
    await this.#outbox?.stop();
    this.#remember();
    await this.#memory.flush();
  }

  #callEnded(end: CallEnd, { callId, reason }: OpenCall): void {
    this.#options.logger.info('staff call ended', { end, reason });
    // Also where the desk was not reached: its answer may have been lost on the way.
    if (end !== 'answered')
      this.#outbox?.put(this.#endOf(end === 'answeredHere' ? 'answered' : 'cancel', callId));
    if (end === 'answered' || end === 'answeredHere') this.emit('callAnswered');
    this.#remember();
  }

  #tellAlert(alert: Alert, state: 'raised' | 'cleared'): void {
    const { terminalId, clock, logger } = this.#options;
    const { alertId, device, trouble, sinceMs } = alert;
    logger.info(`staff alert ${state}`, { device, trouble });
    this.#outbox?.put({
      type: 'alert',
      alertId,
      terminalId,
      at: moment(clock()),
      state,
      since: moment(sinceMs),
      device,
      trouble,
      text: `${terminalId}：${state === 'raised' ? '' : '已恢复：'}${troubleName(device, trouble)}`,
    });
    this.#remember();
  }

  #messageOf({ callId, reason, atMs }: OpenCall): Extract<DeskMessage, { type: 'call' }> {
    const { terminalId } = this.#options;
    const text = `${terminalId}：有人请工作人员过去，${REASON_NAMES[reason]}`;
    return { type: 'call', callId, terminalId, at: moment(atMs), reason, text };
  }

  #endOf(type: 'cancel' | 'answered', callId: string): DeskMessage {
    const { terminalId, clock } = this.#options;
    return { type, callId, terminalId, at: moment(clock()) };
  }

  #remember(): void {
    const { call, alerts } = this.report;
    this.#memory.write({
      alerts: [...alerts],
      messages: [...(this.#outbox?.messages ?? [])],
      openCallId: call?.callId ?? null,
    });
  }
}

const moment = (ms: number): string => new Date(ms).toISOString();
