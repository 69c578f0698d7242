import type { IdentityCardDriver } from '../driver.ts';
import { SdtConversation } from './conversation.ts';
import { warmUpSdt } from './warm-up.ts';

/** The protocol of the SAM-V security module, spoken by the readers of all makers on their serial port. */
export function createSdtDriver(): IdentityCardDriver {
  return { connect: (binding) => new SdtConversation(binding), warmUp: warmUpSdt };
}
