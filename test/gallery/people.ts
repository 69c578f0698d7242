import { DEMO_REGION } from '#records-service/policy-packs/policy-pack.ts';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { SAMPLE_EMPLOYERS } from '#records-service/sample-data/employers.ts';
import { generateSampleRecords } from '#records-service/sample-data/generate.ts';
import { PAYER_WITHOUT_EMPLOYER } from '#records-service/services/pension/payers.ts';
import {
  contributionHistory,
  pensionAccountTable,
  pensionSummary,
} from '#records-service/services/pension/pension.ts';
import type { PensionRecord } from '#records-service/services/pension/record.ts';
import { maskName, maskNumber } from '#shared/identity/mask.ts';
import type { CardHolder } from '#shared/protocol/cards.ts';
import type { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import type { Result } from '#shared/result.ts';

/** Who can stand before the gallery's kiosk: the demonstration's own citizens, their figures by the service's own rules. */
export const PEOPLE = {
  'in-work': 'in work, never a break',
  gaps: 'two breaks',
  arrears: 'the employer owes months',
  'forty-years': 'forty years',
  resident: 'resident pension',
  retired: 'draws a pension',
  'just-started': 'nothing has come in yet',
  'rare-characters': 'rare characters in the name',
  'long-name': 'long name with a dot',
  'rarest-characters': '姓名有扩展区的字',
  'longest-name': '姓名有二十五个字',
} as const;
export type PersonKey = keyof typeof PEOPLE;
export const PERSON_KEYS = Object.keys(PEOPLE) as PersonKey[];

export interface Person {
  readonly key: PersonKey;
  readonly holder: CardHolder;
  readonly summary: PensionSummary;
  readonly history: ContributionHistory;
  readonly table: AccountTable;
}

const CUT_OFF = '2026-10-31';

const known = new Map<PersonKey, Person>();

export function personNamed(key: PersonKey): Person {
  const found = known.get(key) ?? madeUp(key);
  known.set(key, found);
  return found;
}

function madeUp(key: PersonKey): Person {
  const record = recordOf(key);
  return {
    key,
    holder: {
      cardKind: 'residentIdentityCard',
      maskedName: maskName(record.name),
      maskedNumber: maskNumber(record.number),
    },
    summary: sound(pensionSummary(record)),
    history: contributionHistory(record),
    table: sound(pensionAccountTable(record)),
  };
}

/** What the service would read from its database, straight from the sample data's stories. */
function recordOf(key: PersonKey): PensionRecord {
  const sample = generateSampleRecords(CUT_OFF).find(({ citizen }) => citizen.key === key);
  const citizen = SAMPLE_CITIZENS.find((candidate) => candidate.key === key);
  if (sample === undefined || citizen === undefined) throw new Error(`no record of ${key}`);
  const { story, pension } = sample;
  const latest = pension.at(-1);
  return {
    personId: 1,
    name: citizen.name,
    number: citizen.number,
    sex: citizen.sex,
    sample: true,
    region: DEMO_REGION,
    scheme: story.scheme,
    state: story.state,
    employerName: story.employer === null ? null : SAMPLE_EMPLOYERS[story.employer].name,
    endedBefore: story.pensionSince ?? null,
    pension:
      story.pensionSince === undefined || latest === undefined
        ? null
        : { monthlyFen: latest.basicFen + latest.accountFen, since: story.pensionSince },
    contributions: story.contributions
      .map(({ employer, ...row }) => ({
        ...row,
        employerName:
          employer === null ? (PAYER_WITHOUT_EMPLOYER[row.kind] ?? '') : SAMPLE_EMPLOYERS[employer].name,
      }))
      .sort((one, other) => other.forMonth.localeCompare(one.forMonth)),
    payouts: pension.map(({ month, accountFen }) => ({ paidMonth: month, amountFen: accountFen })),
    dataCutOff: CUT_OFF,
  };
}

function sound<T>(result: Result<T, { year: number }>): T {
  if (!result.ok) throw new Error(`the account does not add up in ${result.error.year}`);
  return result.value;
}
