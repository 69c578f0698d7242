import * as v from 'valibot';
import type { AccountYear, Contribution } from '#shared/records-api/pension.ts';
import { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { addMonths } from '#shared/time/calendar.ts';

/** Invented people only: region 999999 is assigned to nowhere. */
const BASE_DATE = Date.UTC(2026, 10, 22, 2, 30);

function contributions(employers: readonly string[], kind: Contribution['kind'] = 'regular'): Contribution[] {
  return Array.from({ length: 12 }, (_, index) => {
    const forMonth = addMonths('2025-10', index);
    const baseFen = 612_345 + index * 1_111;
    return {
      forMonth,
      paidInMonth: forMonth,
      employerName: employers[Math.floor((index * employers.length) / 12)] ?? '',
      kind,
      status: 'credited',
      baseFen,
      personalFen: Math.round(baseFen * 0.08),
      employerFen: Math.round(baseFen * 0.16),
      toAccountFen: Math.round(baseFen * 0.08),
      creditedOn: `${addMonths(forMonth, 1)}-08`,
    };
  });
}

export function accountYears(first: number, last: number, principalFen = 412_356): AccountYear[] {
  const years: AccountYear[] = [];
  let openingFen = 0;
  for (let year = first; year <= last; year += 1) {
    const rateBasisPoints = year === last ? 262 : 300 + ((year * 37) % 500);
    const interestOnOpeningFen = Math.round((openingFen * rateBasisPoints) / 10_000);
    const growing = principalFen + (year - first) * 12_345;
    const interestOnYearFen = Math.round((growing * rateBasisPoints * 6.5) / 12 / 10_000);
    const closingFen = openingFen + interestOnOpeningFen + growing + interestOnYearFen;
    years.push({
      year,
      openingFen,
      interestOnOpeningFen,
      principalFen: growing,
      interestOnYearFen,
      paidOutFen: 0,
      closingFen,
      months: 12,
      rateBasisPoints,
      provisional: year === last,
    });
    openingFen = closingFen;
  }
  return years;
}

function statement(change: Partial<PensionAccountStatement>): PensionAccountStatement {
  return v.parse(PensionAccountStatement, {
    kind: 'pensionAccount',
    number: '9999990001202611220000017',
    verificationCode: 'K7M2PQ9XWA3HTRB4',
    verificationUrl: 'https://verify.example.invalid/v?n=9999990001202611220000017&c=K7M2PQ9XWA3HTRB4',
    verifiableUntil: '2027-02-20',
    digest: '5AC3B01F',
    issuer: '示范市社会保险经办中心（虚构）',
    region: '示范市',
    issuedAt: BASE_DATE,
    dataCutOff: '2026-10-31',
    sample: true,
    printing: 1,
    person: {
      name: '张示丰',
      number: '999999198405120113',
      sex: 'male',
      scheme: 'enterpriseEmployee',
      participation: 'contributing',
      employerName: '示范市虚构精密制造有限公司',
      firstMonth: '2008-07',
      paidMonths: 219,
    },
    recentContributions: contributions(['示范市虚构精密制造有限公司']),
    years: accountYears(2008, 2026),
    ...change,
  });
}

const LONG_EMPLOYER =
  '示范省演示市虚构经济技术开发区国际商务服务与人力资源综合派遣（集团）股份有限公司第二十三分公司驻演示区办事处';

export const SAMPLE_STATEMENTS = {
  inWork: statement({}),
  fortyYears: statement({
    number: '9999990001202611220000025',
    person: {
      name: '钱例长',
      number: '999999196610020214',
      sex: 'male',
      scheme: 'enterpriseEmployee',
      participation: 'contributing',
      employerName: '示范市演示纺织厂',
      firstMonth: '1986-10',
      paidMonths: 481,
    },
    recentContributions: contributions(['示范市演示纺织厂']),
    years: accountYears(1986, 2026),
  }),
  rareCharacters: statement({
    number: '9999990001202611220000033',
    printing: 2,
    person: {
      name: '䶮㛃𬴂',
      number: '9999********0203',
      sex: 'female',
      scheme: 'enterpriseEmployee',
      participation: 'contributionPaused',
      employerName: LONG_EMPLOYER,
      firstMonth: '2014-03',
      paidMonths: 138,
    },
    recentContributions: contributions(['示范市演示软件有限公司', LONG_EMPLOYER]).map((row, index) => {
      if (index === 9) return { ...row, status: 'partlyCredited', toAccountFen: 10_000 };
      if (index === 10) return { ...row, status: 'inTransit', creditedOn: null };
      if (index === 11)
        return { ...row, status: 'owed', creditedOn: null, paidInMonth: null, toAccountFen: 0 };
      return row;
    }),
    years: accountYears(2014, 2026),
  }),
  resident: statement({
    number: '9999990001202611220000041',
    person: {
      name: '买买提明·艾力示范江·阿卜杜热西提演示',
      number: '999999197506060187',
      sex: 'male',
      scheme: 'resident',
      participation: 'contributing',
      employerName: null,
      firstMonth: '2012-01',
      paidMonths: 168,
    },
    recentContributions: [
      {
        forMonth: '2026-01',
        paidInMonth: '2026-03',
        employerName: '',
        kind: 'residentOwn',
        status: 'credited',
        baseFen: null,
        personalFen: 100_000,
        employerFen: 0,
        toAccountFen: 100_000,
        creditedOn: '2026-03-18',
      },
      {
        forMonth: '2026-01',
        paidInMonth: '2026-04',
        employerName: '',
        kind: 'residentSubsidy',
        status: 'credited',
        baseFen: null,
        personalFen: 0,
        employerFen: 0,
        toAccountFen: 11_000,
        creditedOn: '2026-04-20',
      },
    ],
    years: accountYears(2012, 2026, 61_000),
  }),
  /** Twenty-five characters with the separator U+00B7: the longest name that has to be kept whole. */
  longestName: statement({
    number: '9999990001202611220000066',
    person: {
      name: '买买提明·艾力示范江·阿卜杜热西提演示例样·阿力江',
      number: '999999199005200261',
      sex: 'male',
      scheme: 'enterpriseEmployee',
      participation: 'contributing',
      employerName: '示范市虚构物流有限公司',
      firstMonth: '2012-06',
      paidMonths: 173,
    },
    years: accountYears(2012, 2026),
  }),
  /** Words of markup in a name must come out as they are. */
  markupInName: statement({
    number: '9999990001202611220000058',
    sample: false,
    person: {
      name: '#panic("x") *李* _样_ $x$ \\ @a <b> [c]',
      number: '999999197911250139',
      sex: 'male',
      scheme: 'enterpriseEmployee',
      participation: 'ended',
      employerName: null,
      firstMonth: null,
      paidMonths: 0,
    },
    recentContributions: [],
    years: [],
  }),
} as const satisfies Record<string, PensionAccountStatement>;
