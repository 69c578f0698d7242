import * as v from 'valibot';
import { integerKey, urlKey } from '#shared/config/keys.ts';

/** `[staff]`: who is told when a person calls for help, or a device stays in trouble. */
export const StaffTable = v.optional(
  v.strictObject({
    url: v.optional(
      urlKey(
        'The desk of the hall that takes calls and alerts: see docs/staff-desk.md. Without it they stand at /self-test only.',
        ['http:', 'https:'],
      ),
    ),
    alertAfterS: v.optional(
      integerKey('How long a device must be in trouble before staff is told.', {
        min: 5,
        max: 3600,
        unit: 's',
      }),
      60,
    ),
  }),
  {},
);
