import { err, ok, type Result } from '../result.ts';

/** AAE140 of the human-resources system (LD/T 92), and the table of the national medical system. */
type CodeSystem = 'hrss' | 'nhsa';

export type InsuranceType =
  | 'enterpriseEmployeePension'
  | 'governmentPension'
  | 'residentPension'
  | 'unemployment'
  | 'workInjury'
  | 'maternity'
  | 'employeeMedical'
  | 'civilServantMedicalSubsidy'
  | 'largeMedicalSubsidy'
  | 'veteranCadreMedical'
  | 'disabledSoldierMedical'
  | 'redArmyVeteranMedical'
  | 'enterpriseSupplementaryMedical'
  | 'ruralCooperativeMedical'
  | 'residentMedical'
  | 'urbanResidentMedical'
  | 'residentCriticalIllness'
  | 'otherMedical'
  | 'longTermCare';

/** Medical codes that both systems share. */
const MEDICAL = {
  310: 'employeeMedical',
  320: 'civilServantMedicalSubsidy',
  330: 'largeMedicalSubsidy',
  340: 'veteranCadreMedical',
  350: 'disabledSoldierMedical',
  360: 'redArmyVeteranMedical',
  370: 'enterpriseSupplementaryMedical',
  380: 'ruralCooperativeMedical',
  390: 'residentMedical',
  391: 'urbanResidentMedical',
  392: 'residentCriticalIllness',
  399: 'otherMedical',
  510: 'maternity',
} as const satisfies Readonly<Record<number, InsuranceType>>;

const TYPES: Readonly<Record<CodeSystem, Readonly<Record<string, InsuranceType>>>> = {
  hrss: {
    ...MEDICAL,
    110: 'enterpriseEmployeePension',
    120: 'governmentPension',
    170: 'residentPension',
    210: 'unemployment',
    410: 'workInjury',
  },
  nhsa: { ...MEDICAL, 410: 'longTermCare' },
};

/**
 * 险种. The same digits mean different insurances in the two systems: 410 is work injury in the one and long-term care in the
 * other. A code is therefore never kept without its system.
 * @param code three digits after their system: `hrss:410`
 */
export function insuranceType(code: string): Result<InsuranceType, 'notNamespaced' | 'unknownCode'> {
  const parts = /^(hrss|nhsa):(\d{3})$/.exec(code);
  if (parts === null) return err('notNamespaced');
  const [, system, digits] = parts as unknown as [string, CodeSystem, string];
  const type = TYPES[system][digits];
  return type === undefined ? err('unknownCode') : ok(type);
}
