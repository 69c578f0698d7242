import type { DirectSettlementAnswer, DirectSettlementQuery } from '#shared/records-api/direct-settlement.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { DIRECT_SETTLEMENT } from '../../policy-packs/direct-settlement.ts';
import { policyOf, policyOn, type RegionCode } from '../../policy-packs/policy-pack.ts';
import { settlementWay } from '../../rules/direct-settlement.ts';
import { countNetworkedHospitals, isNetworkedHospital } from './places.ts';

export type DirectSettlementRefusal = 'unknownHospital' | 'hospitalElsewhere';

/** 直辖市: the whole of it is one city. */
const MUNICIPALITIES = ['11', '12', '31', '50'];

/** 就医地目录、参保地政策、就医地管理: the rules are those of home, the hospitals those of the city of care. */
export async function directSettlement(
  database: Database,
  { homeRegion, careRegion, category, filed, hospital }: DirectSettlementQuery,
  today: IsoDate,
): Promise<Result<DirectSettlementAnswer, DirectSettlementRefusal>> {
  const care = cityOf(careRegion);
  if (hospital !== undefined && cityOf(hospital.slice(0, 6)) !== care) return err('hospitalElsewhere');
  const networked = hospital === undefined ? true : await isNetworkedHospital(database, hospital, today);
  if (networked === null) return err('unknownHospital');
  const pack = policyOn('direct settlement', DIRECT_SETTLEMENT, homeRegion, today);
  const { hospitals, dataCutOff } = await countNetworkedHospitals(database, care, today);
  const group = pack.values.categories[category];
  const way =
    cityOf(homeRegion) === care
      ? ({
          way: 'atHome',
          because: 'sameCity',
          documents: [],
          claimWorkingDays: null,
          shareOfNormalBasisPoints: null,
        } as const)
      : settlementWay({ category, filed, networked }, pack.values);
  return ok({
    homeRegion,
    careRegion,
    category,
    ...way,
    documents: [...way.documents],
    leastValidMonths: group.leastValidMonths,
    changeAfterMonths: group.changeAfterMonths,
    networkedHospitals: hospitals,
    policies: [policyOf(pack)],
    dataCutOff,
  });
}

/** Where insurance is one purse: a prefecture, or a whole municipality. */
const cityOf = (region: RegionCode): RegionCode =>
  MUNICIPALITIES.includes(region.slice(0, 2)) ? `${region.slice(0, 2)}0000` : `${region.slice(0, 4)}00`;
