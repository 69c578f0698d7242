import * as v from 'valibot';
import { TOKEN_HEADER } from '#shared/protocol/header.ts';
import { VisitError } from '#shared/records-api/common.ts';
import { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Records, RecordsFailure } from './link.ts';

/** Asks for records on the page's own origin; the daemon adds the session. */
export function createRecordsClient(token: () => string): Records {
  const ask = async <Schema extends v.GenericSchema>(
    schema: Schema,
    path: string,
    signal: AbortSignal,
  ): Promise<Result<v.InferOutput<Schema>, RecordsFailure>> => {
    let answer: Response;
    let body: unknown;
    try {
      answer = await fetch(`/records/pension/${path}`, { headers: { [TOKEN_HEADER]: token() }, signal });
      body = await answer.json();
    } catch {
      // No answer, half an answer, or given up: all are worth another try.
      return err('unavailable');
    }
    if (answer.ok) return ok(v.parse(schema, body));
    return err(failureOf(v.safeParse(VisitError, body)));
  };
  return {
    pensionSummary: (signal) => ask(PensionSummary, 'summary', signal),
    contributions: (signal) => ask(ContributionHistory, 'contributions', signal),
    accountYears: (signal) => ask(AccountTable, 'account-years', signal),
  };
}

function failureOf(parsed: v.SafeParseResult<typeof VisitError>): RecordsFailure {
  if (!parsed.success) return 'unavailable';
  switch (parsed.output.code) {
    case 'notOnFile':
      return 'notOnFile';
    case 'notAuthorised':
    case 'sessionExpired':
      return 'sessionOver';
    case 'terminalUnknown':
    case 'evidenceInvalid':
    case 'evidenceStale':
    case 'evidenceReplayed':
    case 'cardNotRegistered':
    case 'cardNotInUse':
    case 'codeRefused':
    case 'platformUnavailable':
    case 'invalidData':
    case 'jobBelongsToAnotherPerson':
    case 'secondFactorRequired':
    case 'notFound':
    case 'recordsUnavailable':
    case 'internalError':
      return 'unavailable';
  }
}
