import type { VisitErrorCode } from '#shared/records-api/common.ts';
import { err } from '#shared/result.ts';
import type {
  SourceFailure,
  StatementPrinter,
  StatementSource,
} from '../../printing/statement-printer-contract.ts';
import type { CitizenSession } from '../../records/citizen-session.ts';
import { type CommandHandler, failed } from '../command-handlers.ts';

/** `Statement.Print`: content from the citizen's session, paper from the printer, nothing personal to the page. */
export function statementPrint(
  printer: StatementPrinter,
  session: CitizenSession,
): CommandHandler<'Statement.Print'> {
  const source: StatementSource = async (request) => {
    const statement = await session.issueStatement(request);
    return statement.ok ? statement : err(sourceFailure(statement.error));
  };
  return {
    outlivesPage: true,
    async run(payload, { signal, event }) {
      const printed = await printer.print(
        payload,
        source,
        {
          composed: (composed) => event('Statement.ComposedEvent', composed),
          progress: (progress) => event('Statement.ProgressEvent', progress),
        },
        signal,
      );
      return printed.ok ? { completionCode: 'success', payload: printed.value } : failed(printed.error);
    },
  };
}

function sourceFailure(code: VisitErrorCode): SourceFailure {
  switch (code) {
    case 'notOnFile':
    case 'secondFactorRequired':
      return code;
    case 'notAuthorised':
    case 'sessionExpired':
    case 'terminalUnknown':
    case 'evidenceInvalid':
    case 'evidenceStale':
    case 'evidenceReplayed':
    case 'cardNotRegistered':
    case 'cardNotInUse':
    case 'codeRefused':
    case 'jobBelongsToAnotherPerson':
      return 'notAuthorised';
    case 'invalidData':
    case 'notFound':
    case 'platformUnavailable':
    case 'recordsUnavailable':
    case 'internalError':
      return 'recordsUnavailable';
  }
}
