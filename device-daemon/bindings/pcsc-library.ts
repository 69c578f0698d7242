import type { BindingOpenError } from './binding.ts';

export type PcscLibrary = Pick<
  typeof import('pcsc-mini'),
  'CardDisposition' | 'CardMode' | 'Client' | 'ReaderStatus'
>;

/**
 * - `noCard` nothing is there · `mute` it does not answer to reset
 * - `cardMoved` it was taken, exchanged, or reset by somebody else since it was connected
 * - `inUse` another program holds it · `unsupported` no protocol that reader and card both speak
 * - `notTransacted` the exchange broke off: taken just now, or fallen mute
 * - `gone` reader or service are not there any more · `timedOut` the service did not come back in time
 * - `failed` anything else, in the library's own word
 */
export type PcscError =
  | {
      readonly type:
        | 'noCard'
        | 'mute'
        | 'cardMoved'
        | 'inUse'
        | 'unsupported'
        | 'notTransacted'
        | 'gone'
        | 'timedOut';
    }
  | { readonly type: 'failed'; readonly code: string };

/** The package is not installed, has no part for this system, or that part finds no libpcsclite. */
export function isLibraryMissing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' || /addon dependency not found|unsupported platform/i.test(message);
}

/** Errors of the library carry the name of the SCARD code. @throws what is none of them: a bug */
export function codeOf(error: unknown): string {
  if (isPcscError(error)) return error.code;
  throw error;
}

export const isPcscError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  !error.code.startsWith('ERR_');

export function openErrorOf(code: string): BindingOpenError {
  switch (code) {
    case 'AccessDenied':
    case 'SecurityViolation':
      return 'notPermitted';
    default:
      return 'failed';
  }
}

/** pcsc-mini calls SCARD_E_NO_SERVICE `NoService` and SCARD_W_RESET_CARD `ResetCard`. */
export function pcscErrorOf(code: string): PcscError {
  switch (code) {
    // What a service that dies in the middle of a call can leave behind.
    case 'SecurityViolation':
      return { type: 'gone' };
    case 'NoSmartCard':
      return { type: 'noCard' };
    case 'UnresponsiveCard':
    case 'UnpoweredCard':
    case 'InvalidAtr':
      return { type: 'mute' };
    case 'RemovedCard':
    case 'ResetCard':
      return { type: 'cardMoved' };
    case 'SharingViolation':
      return { type: 'inUse' };
    case 'CardUnsupported':
    case 'UnsupportedCard':
    case 'ProtoMismatch':
      return { type: 'unsupported' };
    case 'NotTransacted':
      return { type: 'notTransacted' };
    case 'CommError':
    case 'InvalidHandle':
    case 'NoReadersAvailable':
    case 'NoService':
    case 'ReaderUnavailable':
    case 'ServiceStopped':
    case 'Shutdown':
    case 'SystemCancelled':
    case 'UnknownReader':
      return { type: 'gone' };
    default:
      return { type: 'failed', code };
  }
}
