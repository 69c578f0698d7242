import { type ActorRefFrom, createActor } from 'xstate';
import type { DeviceState } from '#shared/protocol/states.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Logger } from '../audit/logger.ts';
import type { BindingOpenError } from '../bindings/binding.ts';
import type { LinkFault } from '../drivers/link-fault.ts';
import { type DeviceFault, deviceLife, type OpenedDevice } from './device-life.ts';
import { DeviceNotices } from './device-notices.ts';

/** What there is to supervise: a link on its open port, whatever the device. */
export interface SupervisedLink {
  /** For logs: the port, and the kind. */
  readonly port: string;
  readonly model: string;
  selfTest(): Promise<{ readonly type: 'well'; readonly description: string | null } | LinkFault>;
  confirm(): void;
  close(): Promise<void>;
}

export interface SupervisionTasks<Link extends SupervisedLink> {
  /** As the log is to name it. */
  readonly what: string;
  readonly logger: Logger;
  openLink(lost: () => void): Promise<Result<Link, BindingOpenError>>;
  /** Serves the citizens until the link fails or the signal comes. */
  attend(link: Link, signal: AbortSignal): Promise<LinkFault>;
  /** Out of use; told at each attempt, after `onState`. */
  onFault(): void;
  /** Told only when it changes. */
  onState(device: DeviceState): void;
}

/** Keeps a device without media in use: its life, its word in the protocol, and one line in the log for each change. */
export class Supervision<Link extends SupervisedLink> {
  readonly #tasks: SupervisionTasks<Link>;
  readonly #notices: DeviceNotices;
  #life: ActorRefFrom<typeof deviceLife> | null = null;
  #state: DeviceState = 'starting';
  /** Settles when the port opened last is closed. */
  #closed: Promise<void> = Promise.resolve();

  constructor(tasks: SupervisionTasks<Link>) {
    this.#tasks = tasks;
    this.#notices = new DeviceNotices(tasks.logger, tasks.what);
  }

  get state(): DeviceState {
    return this.#state;
  }

  /** Worth waiting for: in use, or about to be. */
  get promising(): boolean {
    return this.#state === 'online' || this.#state === 'starting';
  }

  start(): void {
    if (this.#life !== null) throw new Error(`the ${this.#tasks.what} is started already`);
    this.#life = createActor(deviceLife, {
      input: { open: (lost) => this.#open(lost), onFault: (fault) => this.#fault(fault) },
    });
    this.#life.start();
  }

  async stop(): Promise<void> {
    this.#life?.send({ type: 'stop' });
    this.#life = null;
    await this.#closed;
  }

  async #open(lost: () => void): Promise<Result<OpenedDevice, BindingOpenError>> {
    const opened = await this.#tasks.openLink(lost);
    if (!opened.ok) return opened;
    const link = opened.value;
    let description: string | null = null;
    return ok({
      selfTest: async () => {
        const outcome = await link.selfTest();
        if (outcome.type === 'well') description = outcome.description;
        return outcome;
      },
      online: () => this.#online(link, description),
      attend: (signal) => this.#tasks.attend(link, signal),
      close: () => {
        this.#closed = link.close();
      },
    });
  }

  #online(link: Link, description: string | null): void {
    link.confirm();
    this.#notices.online({ port: link.port, model: link.model, description });
    this.#setState('online');
  }

  #fault(fault: DeviceFault): void {
    const device = this.#notices.fault(fault);
    this.#setState(device);
    this.#tasks.onFault();
  }

  #setState(device: DeviceState): void {
    if (device === this.#state) return;
    this.#state = device;
    this.#tasks.onState(device);
  }
}
