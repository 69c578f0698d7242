import { assertNever } from '#shared/result.ts';
import type { DirectSettlement, OffSiteCategory } from '../policy-packs/direct-settlement.ts';

export interface OffSiteTreatment {
  readonly category: OffSiteCategory;
  readonly filed: FiledWhen;
  /** The hospital settles over the country's network (联网定点). */
  readonly networked: boolean;
}

/** `duringStay`: after admission and before the settlement at discharge. */
export type FiledWhen = 'beforeStay' | 'duringStay' | 'not';

export interface SettlementWay {
  /** `direct`: one pays one's own part only. `payFirst`: one pays all and claims at home. */
  readonly way: 'direct' | 'payFirst';
  readonly because: 'filed' | 'treatedAsFiled' | 'notFiled' | 'notNetworked';
  /** For the filing where that is still to be done, for the claim where one pays first. */
  readonly documents: readonly string[];
  /** Of the claim; null where nothing is claimed. */
  readonly claimWorkingDays: number | null;
  /** Against the normal share; null where no text of the region gives it: it is never guessed. */
  readonly shareOfNormalBasisPoints: number | null;
}

const WHOLE_SHARE = 10_000;

/** 就医地目录、参保地政策、就医地管理: whether a stay elsewhere is settled on the spot, and with which papers. */
export function settlementWay(
  { category, filed, networked }: OffSiteTreatment,
  rules: DirectSettlement,
): SettlementWay {
  const group = rules.categories[category];
  const shareOfNormalBasisPoints = shareOf(category, rules);
  const claimed = { documents: rules.claim.documents, claimWorkingDays: rules.claim.workingDays };
  if (!networked) return { way: 'payFirst', because: 'notNetworked', ...claimed, shareOfNormalBasisPoints };
  if (group.filing === 'treatedAsFiled')
    return {
      way: 'direct',
      because: 'treatedAsFiled',
      documents: group.documents,
      claimWorkingDays: null,
      shareOfNormalBasisPoints,
    };
  const counts = filed === 'beforeStay' || (filed === 'duringStay' && rules.filedUntilDischarge);
  return counts
    ? {
        way: 'direct',
        because: 'filed',
        documents: group.documents,
        claimWorkingDays: null,
        shareOfNormalBasisPoints,
      }
    : { way: 'payFirst', because: 'notFiled', ...claimed, shareOfNormalBasisPoints };
}

/** Who lives there has the whole share; what somebody away for a while has is the region's, as far as it was read. */
function shareOf(category: OffSiteCategory, rules: DirectSettlement): number | null {
  switch (category) {
    case 'retiredSettledElsewhere':
    case 'livingElsewhere':
    case 'workingElsewhere':
      return WHOLE_SHARE;
    case 'emergency':
    case 'referred':
      return null;
    case 'otherTemporary':
      return rules.unreferredOfNormalBasisPoints;
    default:
      return assertNever(category, 'category');
  }
}
