import type { Application } from '#shared/records-api/applications.ts';
import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import type { Database } from '../database/database.ts';
import { PolicyGapError } from '../policy-packs/policy-pack.ts';
import { type Applicant, readApplicant } from '../services/applications/applicant.ts';
import type { StepRefusal } from '../services/applications/machine.ts';
import { type ApplicationRow, historyOf, type Submitter } from '../services/applications/store.ts';
import { viewOf } from '../services/applications/view.ts';
import { type PersonOnFile, personIds } from './access.ts';
import { Refusal } from './errors.ts';
import type { ServiceParts } from './service-parts.ts';

/** What every submission and step of a citizen works with. */
export interface Submission {
  readonly person: PersonOnFile;
  readonly transaction: Database;
  readonly parts: ServiceParts;
}

/** Who hands something in; the packs are those of the region that has the record, else of the issuer. */
export async function submitterOf({
  person,
  transaction,
  parts,
}: Submission): Promise<{ readonly submitter: Submitter; readonly applicant: Applicant }> {
  const applicant = await readApplicant(transaction, person.personId);
  const issuerRegion = parts.issuer.region;
  return {
    applicant,
    submitter: {
      personId: person.personId,
      terminalId: person.terminalId,
      issuerRegion,
      region: applicant.pension?.region ?? issuerRegion,
      nowMs: parts.clock(),
    },
  };
}

/** The receipt of what was handed in, on record. */
export async function receipt(
  { person, transaction, parts }: Submission,
  row: ApplicationRow,
  event: 'applicationSubmitted' | 'applicationStepTaken',
): Promise<Application> {
  await parts.audit.write(transaction, event, {
    ...personIds(person),
    caseNumber: row.caseNumber,
    kind: row.kind,
    state: row.state,
  });
  return viewOf(row, await historyOf(transaction, row));
}

/** What a step is refused with. */
export function refusedStep(refusal: StepRefusal | { readonly type: 'notFound' }): Refusal {
  switch (refusal.type) {
    case 'notFound':
      return new Refusal('applicationNotFound', 'there is no such case of this person');
    case 'notNow':
      return new Refusal('applicationMovedOn', 'the case is in a state that does not take this step');
    case 'tooEarly':
      return new Refusal('applicationStepTooEarly', `not before ${refusal.from}`);
  }
}

/** A region or a year without a pack is told as such: staff adds the pack, and the citizen has lost nothing. */
export async function withPolicies<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PolicyGapError) throw new Refusal('policyNotFound', error.message);
    throw error;
  }
}

/** What routes of cases may answer beside what they refuse themselves. */
export const STEP_ERRORS = [
  'applicationNotFound',
  'applicationMovedOn',
  'applicationStepTooEarly',
  'policyNotFound',
] as const satisfies readonly RecordsErrorCode[];
