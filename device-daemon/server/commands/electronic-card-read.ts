import type { ElectronicCardErrorCode } from '#shared/protocol/cards.ts';
import type { VisitErrorCode } from '#shared/records-api/common.ts';
import type { CodeScanner, ScanFailure } from '../../devices/code-scanner-contract.ts';
import type { CitizenSession } from '../../records/citizen-session.ts';
import type { CommandHandler, CommandOutcome } from '../command-handlers.ts';
import type { Reception } from '../reception.ts';
import { unlessAborted } from '../unless-aborted.ts';

/** `ElectronicCard.Read`: what was scanned goes to the records service once, unread, and is forgotten here. */
export function electronicCardRead(
  scanner: CodeScanner,
  reception: Reception,
  session: CitizenSession,
  onVisit: () => void,
): CommandHandler<'ElectronicCard.Read'> {
  return {
    outlivesPage: false,
    async run(_payload, { signal, event }) {
      event('CardReader.InsertCardEvent', {});
      const turn = reception.wait(signal);
      try {
        const scanned = await scanner.scan(turn.signal);
        if (!scanned.ok) return outcomeOf(scanned.error);
        if (!turn.come()) return { completionCode: 'canceled' };
        event('CardReader.MediaInsertedEvent', {});
        return await open(scanned.value, signal);
      } finally {
        turn.leave();
      }
    },
  };

  async function open(code: string, signal: AbortSignal): Promise<CommandOutcome<'ElectronicCard.Read'>> {
    const visit = session.begin({ type: 'electronicCard', code });
    const opened = await unlessAborted(visit.opened, signal);
    // Nobody is there any more to whom it could be opened.
    if (opened === null) {
      visit.end();
      return { completionCode: 'canceled' };
    }
    if (!opened.ok) {
      visit.end();
      return { completionCode: 'commandErrorCode', errorCode: errorCodeOf(opened.error) };
    }
    onVisit();
    return {
      completionCode: 'success',
      payload: { cardKind: 'electronicSocialSecurityCard', ...opened.value.holder },
    };
  }
}

function errorCodeOf(code: VisitErrorCode): ElectronicCardErrorCode {
  switch (code) {
    case 'codeRefused':
    case 'platformUnavailable':
      return code;
    case 'notAuthorised':
    case 'sessionExpired':
    case 'terminalUnknown':
    case 'evidenceInvalid':
    case 'evidenceStale':
    case 'evidenceReplayed':
    case 'cardNotRegistered':
    case 'cardNotInUse':
    case 'notOnFile':
    case 'invalidData':
    case 'notFound':
    case 'jobBelongsToAnotherPerson':
    case 'secondFactorRequired':
    case 'recordsUnavailable':
    case 'internalError':
      return 'recordsUnavailable';
  }
}

function outcomeOf(failure: ScanFailure): CommandOutcome<'ElectronicCard.Read'> {
  return failure === 'unreadable'
    ? { completionCode: 'commandErrorCode', errorCode: 'codeNotReadable' }
    : { completionCode: failure };
}
