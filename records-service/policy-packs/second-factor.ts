import { DEMO_REGION, type PolicyPack, WHOLE_COUNTRY } from './policy-pack.ts';

/** What a kiosk does for a person, as far as one pack may ask for more proof than another. */
export type SecondFactorService = AlwaysAsked | AskedWherePackSays;

/** A payment, a binding, a filing and the whole number on paper ask always: a pack that says otherwise does not compile. */
type AlwaysAsked = 'statementFullNumber' | 'payment' | 'familyBinding' | 'offSiteFiling';

type AskedWherePackSays =
  | 'pensionTotals'
  | 'pensionDetails'
  | 'statementMasked'
  | 'baseDeclaration'
  | 'transferApplication'
  | 'objection'
  | 'contactChange'
  | 'staffChange';

/** `none`: the card that was read is enough. `queryPassword`: 查询密码 besides. */
type SecondFactor = 'none' | 'queryPassword';

/** Which services ask for the query password (查询密码), and the password itself. */
export interface SecondFactorRules {
  readonly factorOf: Readonly<
    Record<AskedWherePackSays, SecondFactor> & Record<AlwaysAsked, 'queryPassword'>
  >;
  /**
   * Services that do not ask where the person is invented (样张): such a number is nobody’s. Only the demo region may name
   * any, and no real person is ever spared (decision 21).
   */
  readonly notAskedOfInventedPeople: readonly SecondFactorService[];
  readonly password: {
    readonly leastDigits: number;
    readonly mostDigits: number;
    /** With the last of them it is locked until the end of the day, at every terminal. */
    readonly wrongTriesPerDay: number;
    /** Where somebody unlocks it or has a forgotten one taken back. */
    readonly unlockedAt: 'counter';
  };
}

const USUAL: SecondFactorRules = {
  factorOf: {
    // 查询终端: the identity card on the reader is enough to see one’s contributions and account.
    pensionTotals: 'none',
    pensionDetails: 'none',
    statementMasked: 'none',
    // Whoever objects gives nothing away and changes nothing.
    objection: 'none',
    statementFullNumber: 'queryPassword',
    payment: 'queryPassword',
    familyBinding: 'queryPassword',
    offSiteFiling: 'queryPassword',
    baseDeclaration: 'queryPassword',
    transferApplication: 'queryPassword',
    contactChange: 'queryPassword',
    staffChange: 'queryPassword',
  },
  notAskedOfInventedPeople: [],
  password: { leastDigits: 6, mostDigits: 12, wrongTriesPerDay: 5, unlockedAt: 'counter' },
};

export const SECOND_FACTOR: readonly PolicyPack<SecondFactorRules>[] = [
  {
    region: WHOLE_COUNTRY,
    effectiveFrom: '2011-07-01',
    effectiveTo: null,
    document: '社会保险个人权益记录管理办法 (人力资源社会保障部令第14号)',
    source:
      'The ordinance asks for valid proof of identity; which service asks for the password, and its tries, no text sets: a region’s own pack goes before this one',
    confidence: 'unconfirmed',
    values: USUAL,
  },
  {
    region: DEMO_REGION,
    effectiveFrom: '2011-07-01',
    effectiveTo: null,
    document: 'Demo region: second factor',
    source: 'Made up; belongs to no real place',
    confidence: 'invented',
    values: { ...USUAL, notAskedOfInventedPeople: ['statementFullNumber'] },
  },
];
