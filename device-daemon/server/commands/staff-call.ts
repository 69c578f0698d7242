import type { StaffDesk } from '../../staff/staff-desk.ts';
import type { CommandHandler } from '../command-handlers.ts';

/** `Staff.Call`: a person asks for help; a desk that was not reached is told at once, so that the page can help itself. */
export const staffCall = (staff: StaffDesk): CommandHandler<'Staff.Call'> => ({
  outlivesPage: false,
  async run({ reason }, { signal }) {
    const called = await staff.call(reason, signal);
    if (called.ok) return { completionCode: 'success', payload: {} };
    return called.error === 'canceled'
      ? { completionCode: 'canceled' }
      : { completionCode: 'commandErrorCode', errorCode: called.error };
  },
});

/** `Staff.CancelCall`: also where nobody was called. */
export const staffCancelCall = (staff: StaffDesk): CommandHandler<'Staff.CancelCall'> => ({
  outlivesPage: false,
  async run() {
    staff.cancelCall();
    return { completionCode: 'success', payload: {} };
  },
});
