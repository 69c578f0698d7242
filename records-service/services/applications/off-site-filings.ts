import type { OffSiteFilingChange, OffSiteFilingRequest } from '#shared/records-api/off-site-filings.ts';
import { assertNever, err, ok, type Result } from '#shared/result.ts';
import { chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { DIRECT_SETTLEMENT, type DirectSettlement } from '../../policy-packs/direct-settlement.ts';
import { OFF_SITE_FILING } from '../../policy-packs/off-site-filing.ts';
import type { RegionCode } from '../../policy-packs/policy-pack.ts';
import { type Applicant, isRetired } from './applicant.ts';
import type { StepRefusal } from './machine.ts';
import {
  autoFiled,
  cancelled,
  changed,
  type FilingPlace,
  lapsed,
  type OffSiteFilingCase,
  submitted,
} from './off-site-filing-case.ts';
import { filingRulesOf, packOf } from './policies.ts';
import { isOfKind, lockCase, lockOpenCase, openCase, type RowOf, type Submitter, saveStep } from './store.ts';

type FilingRow = RowOf<'offSiteFiling'>;

export type FilingRefusal =
  | 'policyNotFound'
  | 'filingPlaceNotAllowed'
  | 'filingProofMissing'
  | 'filingNotRetired'
  | 'applicationAlreadyOpen';

/** 信息登记备案 (首次申报) */
export async function submitOffSiteFiling(
  transaction: Database,
  submitter: Submitter,
  applicant: Applicant,
  request: OffSiteFilingRequest,
): Promise<Result<FilingRow, FilingRefusal>> {
  const { region, nowMs, personId } = submitter;
  const today = chinaDate(nowMs);
  const national = packOf(DIRECT_SETTLEMENT, region, today);
  const local = packOf(OFF_SITE_FILING, region, today);
  if (!national.ok) return national;
  if (!local.ok) return local;
  const { category, proof, city, residence } = request;
  const group = national.value.values.categories[category];
  const refused =
    refusePlace({ city, residence }, group.group, region) ??
    refuseProof(request) ??
    refuseAge(request, applicant, today);
  if (refused !== null) return err(refused);
  await letLapse(transaction, personId, today, nowMs);
  const submission = {
    category,
    group: group.group,
    proof,
    place: { city, residence },
    leastValidMonths: group.leastValidMonths,
  } as const;
  return group.filing === 'treatedAsFiled'
    ? openCase<'offSiteFiling'>(transaction, submitter, autoFiled(submission), 'rule')
    : openCase<'offSiteFiling'>(
        transaction,
        submitter,
        submitted(submission, today, filingRulesOf(region)(today)),
      );
}

export type FilingStepRefusal =
  | StepRefusal
  | { readonly type: 'notFound' }
  | { readonly type: 'filingPlaceNotAllowed' };

/** 医院变更: the old place stays valid until the new one is approved. */
export async function changeOffSiteFiling(
  transaction: Database,
  who: Submitter,
  caseNumber: string,
  place: OffSiteFilingChange,
): Promise<Result<FilingRow, FilingStepRefusal>> {
  const row = await lockFiling(transaction, who.personId, caseNumber);
  if (row === null) return err({ type: 'notFound' });
  const { group, place: before } = row.content;
  const today = chinaDate(who.nowMs);
  const after = changed(row.content, place, today, filingRulesOf(row.region)(today));
  if (!after.ok) return after;
  const same = before.city === place.city && before.residence === place.residence;
  if (same || refusePlace(place, group, row.region) !== null) return err({ type: 'filingPlaceNotAllowed' });
  return ok(await saveStep<'offSiteFiling'>(transaction, row, after.value, citizen(who), who.nowMs));
}

/** 取消备案: at once. */
export async function cancelOffSiteFiling(
  transaction: Database,
  who: Submitter,
  caseNumber: string,
): Promise<Result<FilingRow, FilingStepRefusal>> {
  const row = await lockFiling(transaction, who.personId, caseNumber);
  if (row === null) return err({ type: 'notFound' });
  const today = chinaDate(who.nowMs);
  const after = cancelled(row.content, today, filingRulesOf(row.region)(today));
  if (!after.ok) return after;
  return ok(await saveStep<'offSiteFiling'>(transaction, row, after.value, citizen(who), who.nowMs));
}

const citizen = ({ terminalId }: Submitter) => ({ actor: 'citizen', terminalId }) as const;

async function lockFiling(
  transaction: Database,
  personId: number,
  caseNumber: string,
): Promise<FilingRow | null> {
  const row = await lockCase(transaction, personId, caseNumber);
  return row !== null && isOfKind(row, 'offSiteFiling') ? row : null;
}

/** A temporary filing that has run out makes room for the next. */
async function letLapse(
  transaction: Database,
  personId: number,
  today: IsoDate,
  nowMs: number,
): Promise<void> {
  const open = await lockOpenCase(transaction, personId, 'offSiteFiling', 'filing');
  if (open === null) return;
  const after = lapsed(open.content, today);
  if (after.ok)
    await saveStep<'offSiteFiling'>(transaction, open, after.value, { actor: 'rule', reason: null }, nowMs);
}

/** 直辖市: the whole municipality is one city. */
const MUNICIPALITIES = ['11', '12', '31', '50'];

/** The city of a region, as one files to it (备案到统筹地区). */
function cityOf(region: RegionCode): RegionCode {
  return MUNICIPALITIES.includes(region.slice(0, 2))
    ? `${region.slice(0, 2)}0000`
    : `${region.slice(0, 4)}00`;
}

const isCity = (region: RegionCode): boolean =>
  cityOf(region) === region && (MUNICIPALITIES.includes(region.slice(0, 2)) || region.slice(2, 4) !== '00');

function refusePlace(
  { city, residence }: FilingPlace,
  group: OffSiteFilingCase['group'],
  home: RegionCode,
): 'filingPlaceNotAllowed' | null {
  if (!isCity(city) || city === cityOf(home)) return 'filingPlaceNotAllowed';
  return group === 'longTerm' && residence === null ? 'filingPlaceNotAllowed' : null;
}

/** Who lives elsewhere for long may sign 个人承诺书 instead of a proof; a referral has to be shown. */
function refuseProof({ category, proof }: OffSiteFilingRequest): 'filingProofMissing' | null {
  switch (category) {
    case 'retiredSettledElsewhere':
    case 'livingElsewhere':
    case 'workingElsewhere':
      return proof === 'none' ? 'filingProofMissing' : null;
    case 'referred':
      return proof === 'documentShown' ? null : 'filingProofMissing';
    case 'emergency':
    case 'otherTemporary':
      return null;
    default:
      return assertNever(category, 'category');
  }
}

const refuseAge = (
  { category }: OffSiteFilingRequest,
  applicant: Applicant,
  today: IsoDate,
): 'filingNotRetired' | null =>
  category === 'retiredSettledElsewhere' && !isRetired(applicant, today) ? 'filingNotRetired' : null;

/** What a category asks for, and what a claim at home needs. */
export const filingDocuments = (
  { category }: Pick<OffSiteFilingCase, 'category'>,
  { categories, claim }: DirectSettlement,
): { readonly documents: readonly string[]; readonly claimDocuments: readonly string[] } => ({
  documents: categories[category].documents,
  claimDocuments: claim.documents,
});
