import type { PensionAccountStatement } from '#shared/records-api/statements.ts';

const MONTHS = 12;
const YEARS = 20;

/**
 * Nobody's statement, as long as most people's: sets every part of the template, so that fonts and layout are warm.
 * Never printed.
 */
export const INVENTED_STATEMENT: PensionAccountStatement = {
  kind: 'pensionAccount',
  number: '9999990000197001010000006',
  verificationCode: 'AAAA2222BBBB3333',
  verificationUrl: 'https://verify.example.invalid/v?n=9999990000197001010000006&c=AAAA2222BBBB3333',
  verifiableUntil: '1970-03-31',
  digest: '00000000',
  issuer: '示范市社会保险经办中心（虚构）',
  region: '示范市',
  issuedAt: 0,
  dataCutOff: '1970-01-01',
  sample: true,
  printing: 2,
  person: {
    name: '样例䶮㛃',
    number: '999999197001010009',
    sex: 'female',
    scheme: 'enterpriseEmployee',
    participation: 'contributing',
    employerName: '示范市虚构有限公司',
    firstMonth: '1969-01',
    paidMonths: 12,
  },
  recentContributions: Array.from({ length: MONTHS }, (_, index) => ({
    forMonth: `1969-${String(index + 1).padStart(2, '0')}`,
    paidInMonth: '1969-12',
    employerName: '示范市虚构有限公司',
    kind: 'regular',
    status: 'credited',
    baseFen: 612_345,
    personalFen: 48_988,
    employerFen: 97_975,
    toAccountFen: 48_988,
    creditedOn: '1969-12-31',
  })),
  years: Array.from({ length: YEARS }, (_, index) => ({
    year: 1950 + index,
    openingFen: 0,
    interestOnOpeningFen: 0,
    principalFen: 587_856,
    interestOnYearFen: 6_789,
    paidOutFen: 594_645,
    closingFen: 0,
    months: 12,
    rateBasisPoints: 262,
    provisional: true,
  })),
};
