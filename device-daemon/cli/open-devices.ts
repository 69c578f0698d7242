import { createLogger } from '../audit/logger.ts';
import { AuthorityClient } from '../cards/social-security-card/authority-client.ts';
import type { DaemonConfiguration } from '../config/schema.ts';
import { openCodeScanner } from '../devices/open-code-scanner.ts';
import { openIdentityCardReader } from '../devices/open-identity-card-reader.ts';
import { openKeypad } from '../devices/open-keypad.ts';
import { openPinPad } from '../devices/open-pin-pad.ts';
import { openSocialSecurityCardReader } from '../devices/open-social-security-card-reader.ts';
import { openSpeech } from '../devices/open-speech.ts';

/** The devices that people hold something against or listen to, as the configuration names them; not started. */
export function openDevices(config: DaemonConfiguration, level: 'warn' | 'error') {
  const logger = createLogger(level);
  const authority = config.authority === undefined ? null : new AuthorityClient(config.authority.url);
  return {
    identityCardReader: openIdentityCardReader(config.identityCardReader, logger),
    socialSecurityCardReader: openSocialSecurityCardReader(config, authority, logger),
    pinPad: openPinPad(config.pinPad, logger),
    codeScanner: openCodeScanner(config.codeScanner, logger),
    speech: openSpeech(config.speech, logger),
    keypad: openKeypad(config.keypad, logger),
  };
}
export type OpenDevices = ReturnType<typeof openDevices>;
