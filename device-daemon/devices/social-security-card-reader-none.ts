import { EventEmitter } from 'node:events';
import { err, type Result } from '#shared/result.ts';
import type {
  SocialSecurityCardReader,
  SocialSecurityCardReaderEvents,
} from './social-security-card-reader-contract.ts';

/** A kiosk that is not meant to have a reader for social-security cards. */
export class NoSocialSecurityCardReader
  extends EventEmitter<SocialSecurityCardReaderEvents>
  implements SocialSecurityCardReader
{
  readonly status = { device: 'noDevice', media: 'unknown', retainBin: 'notSupported' } as const;

  start(): void {}

  async stop(): Promise<void> {}

  async read(): Promise<Result<never, { type: 'deviceNotReady' }>> {
    return err({ type: 'deviceNotReady' });
  }

  async verifyPin(): Promise<Result<never, { type: 'deviceNotReady' }>> {
    return err({ type: 'deviceNotReady' });
  }

  holds(): boolean {
    return false;
  }

  release(): void {}
}
