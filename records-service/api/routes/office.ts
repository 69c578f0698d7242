import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import { IDEMPOTENCY_REPLAYED_HEADER } from '#shared/records-api/idempotency.ts';
import {
  OFFICE_DECISION_TYPE,
  OFFICE_PASSWORD_RELEASE_TYPE,
  OFFICE_QUERY_TYPE,
  OFFICE_REQUEST_MAX_AGE_MS,
  OFFICE_REQUEST_MAX_SKEW_MS,
  OfficeCases,
  OfficeDecisionAnswer,
  OfficePasswordReleased,
  OfficeRequest,
} from '#shared/records-api/office.ts';
import {
  type DecisionRefusal,
  decide,
  useOfficeNonce,
  waitingCases,
} from '../../services/applications/office-decisions.ts';
import { refusedStep, STEP_ERRORS, withPolicies } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { checkOfficeRequest, type OfficeRequestType } from '../office/office-request.ts';
import { activeOffices } from '../office/offices.ts';
import { publicRoute } from '../route.ts';
import type { ServiceParts } from '../service-parts.ts';

const OF_OFFICE = [
  'officeUnknown',
  'officeRequestInvalid',
  'officeRequestStale',
] as const satisfies readonly RecordsErrorCode[];

export const officeDecision = publicRoute({
  method: 'POST',
  path: '/v1/office/decisions',
  summary: 'A back office takes a case on; signed by the office, once for each decision id',
  body: OfficeRequest,
  success: { status: 200, description: 'The state after it', schema: OfficeDecisionAnswer },
  errors: [...OF_OFFICE, ...STEP_ERRORS, 'idempotencyKeyReused'],
  async answer({ body, parts, reply }) {
    const checked = await known(body.request, OFFICE_DECISION_TYPE, parts);
    const { office, payload } = checked;
    const decided = await onRecord(parts, office.officeId, () =>
      withPolicies(() =>
        parts.database.queries.transaction(async (transaction) => {
          const taken = await decide(transaction, office, payload, parts.clock());
          if (!taken.ok) throw refused(taken.error);
          const { answer, personId, replayed } = taken.value;
          if (!replayed)
            await parts.audit.write(transaction, 'officeDecided', {
              officeId: office.officeId,
              personId,
              ...answer,
            });
          return taken.value;
        }),
      ),
    );
    if (decided.replayed) reply.header(IDEMPOTENCY_REPLAYED_HEADER, 'true');
    return decided.answer;
  },
});

export const officeCases = publicRoute({
  method: 'POST',
  path: '/v1/office/cases',
  summary: 'What waits for a back office, oldest first; the query is signed by the office and good once',
  body: OfficeRequest,
  success: { status: 200, description: 'A page of cases', schema: OfficeCases },
  errors: [...OF_OFFICE, 'applicationNotFound'],
  async answer({ body, parts }) {
    const { office, payload } = await known(body.request, OFFICE_QUERY_TYPE, parts);
    const { officeId } = office;
    const { queries } = parts.database;
    return onRecord(parts, officeId, async () => {
      // Kept for as long as the query would pass the check of time, the office's clock being ahead or not.
      const keptUntilMs = payload.signedAt + OFFICE_REQUEST_MAX_AGE_MS + OFFICE_REQUEST_MAX_SKEW_MS;
      if (!(await useOfficeNonce(queries, officeId, payload.nonce, keptUntilMs, parts.clock())))
        throw new Refusal('officeRequestInvalid', 'nonce: it was used before');
      const waiting = await waitingCases(queries, office, payload);
      if (!waiting.ok) throw new Refusal('applicationNotFound', 'after: the number of a case of this office');
      await parts.audit.write(queries, 'officeCasesRead', { officeId, cases: waiting.value.cases.length });
      return waiting.value;
    });
  },
});

/** Where people prove who they are in person: the offices that decide changes of contact data. */
const RELEASES_PASSWORDS = 'contactChange';

export const officePasswordRelease = publicRoute({
  method: 'POST',
  path: '/v1/office/query-password-releases',
  summary:
    'The counter unlocks a query password, or takes back a forgotten one; signed by the office, good once',
  body: OfficeRequest,
  success: { status: 200, description: 'Whether one is set now', schema: OfficePasswordReleased },
  errors: [...OF_OFFICE, 'notOnFile', 'queryPasswordNotSet'],
  async answer({ body, parts }) {
    const { office, payload } = await known(body.request, OFFICE_PASSWORD_RELEASE_TYPE, parts);
    const { officeId, kinds } = office;
    return onRecord(parts, officeId, async () => {
      if (!kinds.includes(RELEASES_PASSWORDS))
        throw new Refusal('officeRequestInvalid', `the office does not decide ${RELEASES_PASSWORDS}`);
      return parts.database.queries.transaction(async (transaction) => {
        const keptUntilMs = payload.signedAt + OFFICE_REQUEST_MAX_AGE_MS + OFFICE_REQUEST_MAX_SKEW_MS;
        if (!(await useOfficeNonce(transaction, officeId, payload.nonce, keptUntilMs, parts.clock())))
          throw new Refusal('officeRequestInvalid', 'nonce: it was used before');
        const released = await parts.queryPasswords.release(transaction, officeId, payload);
        if (!released.ok) throw new Refusal(released.error);
        return released.value;
      });
    });
  },
});

async function known<Type extends OfficeRequestType>(request: string, type: Type, parts: ServiceParts) {
  const { queries } = parts.database;
  const checked = await checkOfficeRequest(request, type, activeOffices(queries), parts.clock());
  if (checked.ok) return checked.value;
  const { code, detail, officeId } = checked.error;
  return onRecord(parts, officeId, async () => {
    throw new Refusal(code, detail);
  });
}

/** What an office is refused is on record; what was done in a transaction is rolled back by then. */
async function onRecord<T>(
  { audit, database }: ServiceParts,
  officeId: string | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && !error.onRecord) {
      await audit.write(database.queries, 'officeRefused', { officeId, code: error.code });
      error.onRecord = true;
    }
    throw error;
  }
}

function refused(refusal: DecisionRefusal): Refusal {
  switch (refusal.type) {
    case 'movedOn':
      return new Refusal('applicationMovedOn', 'expectedState: the case is in another state');
    case 'decisionReused':
      return new Refusal('idempotencyKeyReused', 'decisionId: it came with another decision before');
    default:
      return refusedStep(refusal);
  }
}
