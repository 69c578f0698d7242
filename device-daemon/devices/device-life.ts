import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { DeviceState } from '#shared/protocol/states.ts';
import type { Binding, BindingListener, BindingOpenError, OpenBinding } from '../bindings/binding.ts';
import type {
  IdentityCardConversation,
  IdentityCardDriver,
  LinkFault,
  SelfTestOutcome,
} from '../drivers/driver.ts';

/** Why the reader is not in use right now. */
export type ReaderFault = { readonly type: BindingOpenError | 'lost' } | LinkFault;

export interface ReaderLink {
  readonly binding: Binding;
  readonly conversation: IdentityCardConversation;
}

/** What the machine does to the world; given by the device. */
export interface ReaderLifeTasks {
  readonly openBinding: OpenBinding;
  readonly driver: IdentityCardDriver;
  /** Serves the citizens until the link fails or the signal comes. */
  readonly attend: (link: ReaderLink, signal: AbortSignal) => Promise<LinkFault>;
  readonly onOnline: (link: ReaderLink, readerId: string | null) => void;
  readonly onFault: (fault: ReaderFault) => void;
}

/**
 * ```
 *              ┌────────────── after the back-off ─────────────┐
 *              ▼                                               │
 *   ──▶ opening ──ok──▶ testing ──well──▶ attending ──fault──▶ waiting
 *          │               │                                   ▲
 *          └── no port ────┴── silent, garbled, broken ────────┘     stop, anywhere ──▶ stopped
 * ```
 */
export const readerLife = setup({
  types: {
    input: {} as ReaderLifeTasks,
    context: {} as {
      tasks: ReaderLifeTasks;
      link: ReaderLink | null;
      fault: ReaderFault;
      failures: number;
    },
    events: {} as
      | { type: 'stop' }
      | { type: 'port.open'; link: ReaderLink }
      | { type: 'port.refused'; error: BindingOpenError }
      | { type: 'port.lost' },
  },
  actors: {
    /** Holds the port for as long as the machine is in `connected`, and closes it on the way out. */
    port: fromCallback<{ type: 'none' }, ReaderLifeTasks>(({ input, sendBack }) => {
      let released = false;
      let link: ReaderLink | null = null;
      const listener: BindingListener = {
        data: (bytes) => link?.conversation.receive(bytes),
        lost: () => {
          link?.conversation.end();
          if (!released) sendBack({ type: 'port.lost' });
        },
      };
      void input.openBinding(listener).then((opened) => {
        if (!opened.ok) {
          if (!released) sendBack({ type: 'port.refused', error: opened.error });
          return;
        }
        // Stopped while the system was still opening: nobody else would close this port.
        if (released) {
          void opened.value.close();
          return;
        }
        link = { binding: opened.value, conversation: input.driver.connect(opened.value) };
        sendBack({ type: 'port.open', link });
      });
      return () => {
        released = true;
        link?.conversation.end();
        void link?.binding.close();
      };
    }),
    selfTest: fromPromise<SelfTestOutcome, ReaderLink>(({ input }) => input.conversation.selfTest()),
    attend: fromPromise<LinkFault, { tasks: ReaderLifeTasks; link: ReaderLink }>(({ input, signal }) =>
      input.tasks.attend(input.link, signal),
    ),
  },
  delays: { backOff: ({ context }) => backOffMs(context.fault, context.failures) },
}).createMachine({
  id: 'identityCardReader',
  context: ({ input }) => ({ tasks: input, link: null, fault: { type: 'noDevice' }, failures: 0 }),
  initial: 'connected',
  on: { stop: { target: '.stopped' } },
  states: {
    connected: {
      invoke: { src: 'port', input: ({ context }) => context.tasks },
      on: {
        'port.refused': {
          target: 'waiting',
          actions: assign({ fault: ({ event }) => ({ type: event.error }) }),
        },
        'port.lost': { target: 'waiting', actions: assign({ fault: { type: 'lost' } }) },
      },
      exit: assign({ link: null }),
      initial: 'opening',
      states: {
        opening: {
          on: {
            'port.open': { target: 'testing', actions: assign({ link: ({ event }) => event.link }) },
          },
        },
        testing: {
          invoke: {
            src: 'selfTest',
            input: ({ context }) => linkOf(context),
            onDone: [
              {
                guard: ({ event }) => event.output.type === 'well',
                target: 'attending',
                actions: [
                  assign({ failures: 0 }),
                  ({ context, event }) => {
                    const link = linkOf(context);
                    link.binding.confirm();
                    if (event.output.type === 'well') context.tasks.onOnline(link, event.output.readerId);
                  },
                ],
              },
              {
                target: '#identityCardReader.waiting',
                actions: assign({
                  fault: ({ context, event }) =>
                    event.output.type === 'well' ? context.fault : event.output,
                }),
              },
            ],
          },
        },
        attending: {
          invoke: {
            src: 'attend',
            input: ({ context }) => ({ tasks: context.tasks, link: linkOf(context) }),
            onDone: {
              target: '#identityCardReader.waiting',
              actions: assign({ fault: ({ event }) => event.output }),
            },
          },
        },
      },
    },
    waiting: {
      entry: [
        ({ context }) => context.tasks.onFault(context.fault),
        assign({ failures: ({ context }) => context.failures + 1 }),
      ],
      after: { backOff: 'connected' },
    },
    stopped: { type: 'final' },
  },
});

function linkOf(context: { link: ReaderLink | null }): ReaderLink {
  if (context.link === null) throw new Error('the reader life is connected without a link');
  return context.link;
}

const BACK_OFF_MS = [250, 500, 1000, 2000, 5000] as const;
/** Looking whether the port is there again costs one file-system call, and a cable is plugged back any moment. */
const NO_DEVICE_BACK_OFF_MS = 500;

/** Without jitter: there is one reader and nobody to collide with. `failures` counts since the reader last worked. */
export function backOffMs(fault: ReaderFault, failures: number): number {
  const step = BACK_OFF_MS[Math.min(Math.max(failures, 1), BACK_OFF_MS.length) - 1] ?? NO_DEVICE_BACK_OFF_MS;
  return fault.type === 'noDevice' || fault.type === 'lost' ? Math.min(step, NO_DEVICE_BACK_OFF_MS) : step;
}

/** The word of the protocol for a reader with this fault. */
export function deviceStateOf(fault: ReaderFault): DeviceState {
  switch (fault.type) {
    // It is configured, so it is meant to be there: the standard's word for that is powerOff, off or not connected.
    case 'noDevice':
    case 'lost':
      return 'powerOff';
    case 'inUse':
    case 'notPermitted':
    case 'failed':
    case 'silent':
      return 'offline';
    case 'garbled':
    case 'broken':
      return 'hardwareError';
  }
}
