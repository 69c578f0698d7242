import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { DeviceState } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import type { BindingOpenError } from '../bindings/binding.ts';
import type { LinkFault } from '../drivers/link-fault.ts';

/** Why a device is not in use right now. */
export type DeviceFault = { readonly type: BindingOpenError | 'lost' } | LinkFault;

/** A device whose port is open; what is done with it is its owner's affair. */
export interface OpenedDevice {
  /** Is it the device that was looked for, and is it well? Waits for one that is still starting. */
  selfTest(): Promise<{ readonly type: 'well' } | LinkFault>;
  /** It is in use from now on. */
  online(): void;
  /** Serves the citizens until the link fails or the signal comes. */
  attend(signal: AbortSignal): Promise<LinkFault>;
  /** Ends what runs on the port and closes it. Called once, also after a loss. */
  close(): void;
}

/** What the machine does to the world; given by the device. */
export interface DeviceLifeTasks {
  /** Opens the port, or the next of several that may be the right one. @param lost the port is gone; at most once */
  open(lost: () => void): Promise<Result<OpenedDevice, BindingOpenError>>;
  /** It is out of use; told at each attempt. */
  onFault(fault: DeviceFault): void;
}

/**
 * The life of any device on a port: opened, tested, attended, lost, found again, all by itself.
 *
 * ```
 *              ┌────────────── after the back-off ─────────────┐
 *              ▼                                               │
 *   ──▶ opening ──ok──▶ testing ──well──▶ attending ──fault──▶ waiting
 *          │               │                                   ▲
 *          └── no port ────┴── silent, garbled, broken ────────┘     stop, anywhere ──▶ stopped
 * ```
 */
export const deviceLife = setup({
  types: {
    input: {} as DeviceLifeTasks,
    context: {} as {
      tasks: DeviceLifeTasks;
      device: OpenedDevice | null;
      fault: DeviceFault;
      failures: number;
    },
    events: {} as
      | { type: 'stop' }
      | { type: 'port.open'; device: OpenedDevice }
      | { type: 'port.refused'; error: BindingOpenError }
      | { type: 'port.lost' },
  },
  actors: {
    /** Holds the port for as long as the machine is in `connected`, and closes it on the way out. */
    port: fromCallback<{ type: 'none' }, DeviceLifeTasks>(({ input, sendBack }) => {
      let released = false;
      let device: OpenedDevice | null = null;
      const lost = () => {
        if (!released) sendBack({ type: 'port.lost' });
      };
      void input.open(lost).then((opened) => {
        if (!opened.ok) {
          if (!released) sendBack({ type: 'port.refused', error: opened.error });
          return;
        }
        // Stopped while the system was still opening: nobody else would close this port.
        if (released) {
          opened.value.close();
          return;
        }
        device = opened.value;
        sendBack({ type: 'port.open', device });
      });
      return () => {
        released = true;
        device?.close();
      };
    }),
    selfTest: fromPromise<{ type: 'well' } | LinkFault, OpenedDevice>(({ input }) => input.selfTest()),
    attend: fromPromise<LinkFault, OpenedDevice>(({ input, signal }) => input.attend(signal)),
  },
  actions: {
    keepFault: assign((_, fault: DeviceFault) => ({ fault })),
    tellOnline: ({ context }) => deviceOf(context).online(),
    tellFault: ({ context }) => context.tasks.onFault(context.fault),
  },
  delays: { backOff: ({ context }) => backOffMs(context.fault, context.failures) },
}).createMachine({
  id: 'deviceLife',
  context: ({ input }) => ({ tasks: input, device: null, fault: { type: 'noDevice' }, failures: 0 }),
  initial: 'connected',
  on: { stop: { target: '.stopped' } },
  states: {
    connected: {
      invoke: { src: 'port', input: ({ context }) => context.tasks },
      on: {
        'port.refused': {
          target: 'waiting',
          actions: { type: 'keepFault', params: ({ event }) => ({ type: event.error }) },
        },
        'port.lost': { target: 'waiting', actions: { type: 'keepFault', params: { type: 'lost' } } },
      },
      exit: assign({ device: null }),
      initial: 'opening',
      states: {
        opening: {
          on: {
            'port.open': { target: 'testing', actions: assign({ device: ({ event }) => event.device }) },
          },
        },
        testing: {
          invoke: {
            src: 'selfTest',
            input: ({ context }) => deviceOf(context),
            onDone: [
              {
                guard: ({ event }) => event.output.type === 'well',
                target: 'attending',
                actions: [assign({ failures: 0 }), 'tellOnline'],
              },
              {
                target: '#deviceLife.waiting',
                actions: {
                  type: 'keepFault',
                  params: ({ context, event }) =>
                    event.output.type === 'well' ? context.fault : event.output,
                },
              },
            ],
          },
        },
        attending: {
          invoke: {
            src: 'attend',
            input: ({ context }) => deviceOf(context),
            onDone: {
              target: '#deviceLife.waiting',
              actions: { type: 'keepFault', params: ({ event }) => event.output },
            },
          },
        },
      },
    },
    waiting: {
      entry: ['tellFault', assign({ failures: ({ context }) => context.failures + 1 })],
      after: { backOff: 'connected' },
    },
    stopped: { type: 'final' },
  },
});

function deviceOf(context: { device: OpenedDevice | null }): OpenedDevice {
  if (context.device === null) throw new Error('the life of a device is connected without a device');
  return context.device;
}

const BACK_OFF_MS = [250, 500, 1000, 2000, 5000] as const;
/** Looking whether the port is there again costs one file-system call, and a cable is plugged back any moment. */
const NO_DEVICE_BACK_OFF_MS = 500;

/** Without jitter: each device has its own port and nobody to collide with. `failures` counts since it last worked. */
export function backOffMs(fault: DeviceFault, failures: number): number {
  const step = BACK_OFF_MS[Math.min(Math.max(failures, 1), BACK_OFF_MS.length) - 1] ?? NO_DEVICE_BACK_OFF_MS;
  return fault.type === 'noDevice' || fault.type === 'lost' ? Math.min(step, NO_DEVICE_BACK_OFF_MS) : step;
}

/** The word of the protocol for a device with this fault. */
export function deviceStateOf(fault: DeviceFault): DeviceState {
  switch (fault.type) {
    // It is configured, so it is meant to be there: the standard's word for that is powerOff, off or not connected.
    case 'noDevice':
    case 'lost':
      return 'powerOff';
    case 'inUse':
    case 'notPermitted':
    case 'libraryMissing':
    case 'failed':
    case 'silent':
      return 'offline';
    case 'garbled':
    case 'broken':
      return 'hardwareError';
  }
}
