import { generateKeyPairSync } from 'node:crypto';
import type { OfficeStep } from '#shared/records-api/office.ts';
import { addDays, type IsoDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Database } from '../database/database.ts';
import { contactValue, employer, office, person, unitAgent } from '../database/schema.ts';
import type { RegionCode } from '../policy-packs/policy-pack.ts';
import { officeStep } from '../services/applications/cases.ts';
import { putInForce } from '../services/applications/contact-changes.ts';
import { applyEffects } from '../services/applications/effects.ts';
import { filingRulesOf, ifPublished } from '../services/applications/policies.ts';
import { noteWorker } from '../services/applications/staff-changes.ts';
import {
  type ApplicationRow,
  hasAnyCase,
  isOfKind,
  openCase,
  type Submitter,
  saveStep,
} from '../services/applications/store.ts';
import { SAMPLE_APPLICATIONS, SAMPLE_PHONES } from './application-stories.ts';
import { SAMPLE_CITIZENS } from './citizens.ts';
import { SAMPLE_EMPLOYERS, type SampleEmployer } from './employers.ts';

/** Who may report for which units. */
const AGENTS: Readonly<Record<string, readonly SampleEmployer[]>> = {
  'in-work': ['cloud', 'start'],
  'several-employers': ['clinic'],
};

/**
 * Gives the invented citizens applications of every kind in several states, with the histories that the state machines make of
 * them, unless there are any applications already.
 */
export async function writeSampleApplications(
  transaction: Database,
  audit: AuditLog,
  region: RegionCode,
  today: IsoDate,
): Promise<void> {
  if (await hasAnyCase(transaction)) return;
  const people = await transaction.select({ id: person.personId, key: person.citizenNumber }).from(person);
  const units = await transaction
    .select({ id: employer.employerId, key: employer.unitNumber })
    .from(employer);
  const personIds = new Map(people.map(({ key, id }) => [key, id]));
  const employerIds = new Map(units.map(({ key, id }) => [key, id]));
  const idOf = (key: string) => known(personIds, SAMPLE_CITIZENS.find((one) => one.key === key)?.number);
  const unitOf = (key: SampleEmployer) => known(employerIds, SAMPLE_EMPLOYERS[key].unitNumber);
  const officeId = await registerSampleOffice(transaction, region);
  for (const [key, reportsFor] of Object.entries(AGENTS))
    for (const unit of reportsFor)
      await transaction
        .insert(unitAgent)
        .values({ personId: idOf(key), employerId: unitOf(unit), authorisedFrom: '2020-01-01' })
        .onConflictDoNothing();
  for (const [key, phone] of Object.entries(SAMPLE_PHONES))
    await transaction
      .insert(contactValue)
      .values({
        personId: idOf(key),
        field: 'phone',
        revision: 1,
        value: phone,
        since: momentOf('2020-01-01'),
      })
      .onConflictDoNothing();
  let applications = 0;
  for (const story of SAMPLE_APPLICATIONS) {
    const submittedOn = addDays(today, -story.daysAgo);
    // A calendar that is not published yet leaves a sample out; it does not keep the service from starting.
    const content = ifPublished(() => story.content(submittedOn, region));
    if (content === null) continue;
    const submitter: Submitter = {
      personId: idOf(story.citizen),
      terminalId: null,
      issuerRegion: region,
      region,
      nowMs: momentOf(submittedOn).getTime(),
    };
    const opened = await openCase(transaction, submitter, content);
    if (!opened.ok) throw new Error(`Two sample applications of ${story.citizen} stand in each other's way`);
    applications += 1;
    let row: ApplicationRow = opened.value;
    if (isOfKind(row, 'staffChange') && story.unit !== undefined)
      await noteWorker(transaction, row, { employerId: unitOf(story.unit) });
    if (isOfKind(row, 'contactChange') && row.content.state === 'effective')
      await putInForce(transaction, row, submitter.nowMs);
    for (const [index, step] of story.steps.entries())
      row = await takeStep(
        transaction,
        row,
        step,
        officeId,
        momentOf(addDays(submittedOn, index + 1)),
        region,
      );
  }
  await audit.write(transaction, 'sampleApplicationsWritten', { applications });
}

async function takeStep(
  transaction: Database,
  row: ApplicationRow,
  step: OfficeStep,
  officeId: string,
  at: Date,
  region: RegionCode,
): Promise<ApplicationRow> {
  const nowMs = at.getTime();
  const after = officeStep(row.content, step, { nowMs, filingRules: filingRulesOf(region) });
  if (!after.ok) throw new Error(`A sample ${row.kind} does not take ${step.type} as ${row.state}`);
  const reason = 'reason' in step ? step.reason : null;
  const saved = await saveStep(transaction, row, after.value, { actor: 'office', officeId, reason }, nowMs);
  await applyEffects(transaction, saved, nowMs);
  return saved;
}

/** The histories name an office; nobody has its key, and it is switched off. */
async function registerSampleOffice(transaction: Database, region: RegionCode): Promise<string> {
  const officeId = `${region}-sample`;
  const { publicKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  await transaction
    .insert(office)
    .values({ officeId, publicKey: { kty: 'OKP', crv: 'Ed25519', x }, active: false, kinds: [] })
    .onConflictDoNothing();
  return officeId;
}

/** Ten in the morning. */
const momentOf = (day: IsoDate): Date => new Date(`${day}T10:00:00+08:00`);

function known(ids: ReadonlyMap<string, number>, key: string | undefined): number {
  const id = key === undefined ? undefined : ids.get(key);
  if (id === undefined) throw new Error('A sample application is of somebody who is not in the sample');
  return id;
}
