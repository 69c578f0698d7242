import { toJsonSchema } from '@valibot/to-json-schema';
import { CallState, DeskMessage } from '#shared/staff-desk/messages.ts';

/** For whoever builds a desk: what a kiosk sends there, and what it understands. */
export function staffDeskSchema(): string {
  const schemas = {
    'POST /messages': toJsonSchema(DeskMessage, { errorMode: 'throw' }),
    'GET /calls/ID': toJsonSchema(CallState, { errorMode: 'throw' }),
  };
  return `${JSON.stringify(schemas, null, 2)}\n`;
}
