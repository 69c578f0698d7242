import type { Example } from './stage.ts';

const twelve = (fen: number) => Array.from({ length: 12 }, () => fen);

/** Typed figures, as anybody may send them. */
export const CALCULATOR_EXAMPLES = {
  calculateRetirementDate: () => ({ body: { birthMonth: '1975-03', category: 'male' } }),
  calculateAccountInterest: () => ({
    body: { openingFen: 5_000_000, monthlyFen: twelve(48_000), rate: '0.0262', method: 'monthProduct' },
  }),
  calculatePension: () => ({
    body: {
      baseFen: 1_204_900,
      index: '0.8',
      contributionMonths: 341,
      accountFen: 18_600_000,
      retirementAgeMonths: 722,
      deemedMonths: 0,
      transitionalRate: '0',
    },
  }),
  calculateResidentOutpatient: () => ({
    body: { region: '340100', category: 'standard', costsFen: [6000, 10_000, 3000] },
  }),
  calculateOutpatientLine: () => ({
    body: { region: '110000', category: 'inService', visitsFen: [38_000, 92_050, 56_000, 30_000] },
  }),
  calculateTransfer: () => ({
    body: { accountFen: 1_234_500, years: [{ year: 2015, wagesFen: 5_400_000, months: 12 }] },
  }),
  calculateContribution: () => ({
    body: { region: '110000', payer: 'employee', wageFen: 1_000_000, on: '2026-06-30' },
  }),
  calculateResidentContribution: () => ({ body: { region: '420100', yearFen: 50_000 } }),
  calculateResidentPension: () => ({
    body: { region: '420100', birthMonth: '1970-01', contributionMonths: 168, accountFen: 1_390_000 },
  }),
  calculateContributionGap: () => ({
    body: { region: '210100', baseFen: 1_204_900, index: '0.8', gapMonths: 7, lastPaidMonth: '2026-08' },
  }),
  calculateBaseDeclaration: () => ({
    body: {
      region: '999999',
      baseFen: 889_000,
      index: '0.6',
      contributionMonths: 228,
      furtherMonths: 12,
      ownBaseFen: 600_000,
    },
  }),
  calculateRetirementNotice: () => ({
    body: { birthMonth: '1975-03', category: 'male', wantedMonth: '2035-03' },
  }),
  calculateResidentInpatient: () => ({
    body: { region: '340100', level: 'level3', favoured: true, inScopeFen: 1_000_000 },
  }),
  calculateSpecialDisease: () => ({
    body: { region: '340100', disease: '糖尿病', inScopeFen: [10_000], monthlyLimitFen: 20_000 },
  }),
  calculateMaternityGrant: () => ({ body: { region: '340100', birth: 'caesarean' } }),
  calculateDrugSupply: () => ({
    body: {
      region: '110000',
      dispensings: [
        { drug: '阿卡波糖片', hospital: 'A', date: '2026-09-26', minute: 693, days: 30 },
        { drug: '阿卡波糖片', hospital: 'B', date: '2026-09-26', minute: 736, days: 30 },
      ],
    },
  }),
  calculateStaffChange: () => ({
    body: { region: '999999', change: 'decrease', reason: 'death', submittedOn: '2026-03-21' },
  }),
  calculateOffSiteFiling: () => ({ body: { region: '230100', submittedOn: '2026-09-30' } }),
  calculateResidentRenewal: () => ({ body: { region: '210100', groups: ['student'] } }),
} satisfies Readonly<Record<string, Example>>;
