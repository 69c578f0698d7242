interface RuleRow {
  readonly rule: string;
  readonly formula: string;
  readonly source: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const RULES_FOLDER = 'records-service/rules';

/** A rule of one file with the test beside it. */
const row = (name: string, rule: string, formula: string, source: string): RuleRow => ({
  rule,
  formula,
  source,
  files: [`${RULES_FOLDER}/${name}.ts`],
  tests: [`${RULES_FOLDER}/${name}.test.ts`],
});

const shared = (name: string, rule: string, formula: string, source: string): RuleRow => ({
  rule,
  formula,
  source,
  files: [`shared/${name}.ts`],
  tests: [`shared/${name}.test.ts`],
});

/** Every rule; a test fails when a file of rules is missing here. */
export const RULES: readonly RuleRow[] = [
  row(
    'account-interest',
    'Interest of a personal account',
    'month product: closing = B₀(1+R) + P + R/12 × Σ p(n)(13−n) − paid out; annual: P × R × 1.083 / 2; each item rounded half up',
    '劳办发〔1997〕116号',
  ),
  row(
    'account-table',
    'Yearly table of an account',
    'closing of a year is the opening of the next; each line adds up or nothing is given out',
    '个人权益记录单, note 8 of 青岛',
  ),
  row(
    'contribution',
    'Contribution of a month, a resident’s year',
    'base = wage held between floor and ceiling; own, employer’s and account part are shares of it; a resident’s tier and its subsidy',
    '国发〔2005〕38号, 国办发〔2019〕13号, 国发〔2014〕8号',
  ),
  row(
    'base-declaration',
    'Yearly declaration of flexible workers',
    'levels × average wage, held at the limits; Z after = (Z·n + z·m) / (n + m); new limits in mid-year: months × difference',
    '武汉 (yearly declaration)',
  ),
  row(
    'contribution-gap',
    'What a gap costs',
    'lost each month: J(1+Z)/2 × months/12 × 1 %; medical benefits stop the month after; up to three months are made up; residents wait 3 months + 1 for each further year',
    '国发〔2005〕38号, 沈阳, 国办发〔2024〕38号',
  ),
  shared(
    'rules/contribution-gaps',
    'Gaps of a record',
    'months in a row that are neither paid, made up, transferred, owed nor on the way',
    '–',
  ),
  shared(
    'rules/month-line',
    'Month line of a record',
    'the best row of each month; the two latest months may be on the way',
    '–',
  ),
  row(
    'pension-benefit',
    'Pension',
    'basic (J + J·Z)/2 × N × 1 %; account / divisor; transitional J × Z × years × k; divisor between whole ages on the line between them, half up to 0.1',
    '国发〔2005〕38号, 吉林 (two bases)',
  ),
  row(
    'resident-pension',
    'Residents’ pension',
    'basic + account / 139, from 60 on, after 15 years',
    '国发〔2014〕8号',
  ),
  row(
    'retirement-age',
    'Delayed and flexible retirement',
    'delay = min(⌊i / step⌋ + 1, most); minimum months 180 + 6 a year from 2030, at most 240; notice 3 months or 1 month before',
    '全国人大常委会决定 2024-09-13, 人社部发〔2024〕94号',
  ),
  row(
    'transfer',
    'Transfer of relation, money and annuity',
    'whole account + 12 % of wages since 1998, or since the reform; inside a province of one scheme nothing; overlaps are settled afterwards',
    '国办发〔2009〕66号, 人社部规〔2017〕1号, 青海',
  ),
  row(
    'outpatient',
    'Outpatient benefit of residents, outpatient line of employees',
    'paid = min(share × cost, limit of a visit, rest of the year); over the line = max(0, after − line) − max(0, before − line)',
    '合肥, 京劳社医发〔2001〕23号',
  ),
  row(
    'inpatient',
    'Inpatient benefit of residents',
    'in scope × (share of the hospital’s level + 10 points once for the favoured)',
    '合肥',
  ),
  row(
    'special-disease',
    'Special diseases of residents',
    'paid = min(share × cost, rest of the month’s limit)',
    '合肥',
  ),
  row(
    'medical-assessment',
    'What a renewal or missed months cost',
    'a resident’s year, or so many months × base × rate; first the refused groups',
    '沈阳',
  ),
  row(
    'drug-supply',
    'Drug supply and the two indicators',
    'overlap = max(0, first day + days − second day); visits and costs of a day and of a period against thresholds',
    '北京 (重复开药监测)',
  ),
  row(
    'card-suspension',
    'Suspension of a card',
    'from its first to its last day, as long as the text allows; only settlement by card stops',
    '北京, 医疗保障基金使用监督管理条例',
  ),
  row(
    'off-site-filing',
    'Filing for treatment elsewhere',
    'submitted → approved or rejected after 3 working days; changed or cancelled after a year; the old place holds until the new one is approved',
    '哈尔滨',
  ),
  row(
    'direct-settlement',
    'Settled on the spot or paid first',
    'networked and filed (before discharge), or an emergency: direct; else paid first and claimed',
    '医保发〔2022〕22号',
  ),
  row(
    'renewal',
    'Who renews, what is made up',
    'six refused groups with their places; gap ≤ 3 months',
    '沈阳',
  ),
  row(
    'payment-order',
    'Payment order',
    '60 minutes from the assessment; at 60:00 it is over; money that comes late goes back',
    '沈阳',
  ),
  row('family-binding', 'Family', '5 at a time, 8 in all; unbinding gives no slot back', '沈阳'),
  row(
    'staff-change',
    'Employer’s increase and decrease',
    'by the 20th for the month, paid by the 10th of the next; both dates where one is free; papers by reason',
    'a town’s leaflet among the customer’s documents',
  ),
  row(
    'working-days',
    'Working days',
    'Monday to Friday without holidays, with worked weekend days; the first day does not count',
    '国务院办公厅, each year’s notice',
  ),
  row('query-password', 'Query password', 'six to twelve digits that the card does not give away', '–'),
  row('luhn', 'Check digit of a statement’s number', 'Luhn', 'ISO/IEC 7812-1'),
  row('share', 'A share of an amount', 'amount × basis points, rounded half up to the fen', '–'),
  {
    rule: 'Statement number and verification code',
    formula: 'region + terminal + day + serial + Luhn; 16 characters of an alphabet without 0 O 1 I L',
    source: '–',
    files: ['records-service/services/statements/number.ts'],
    tests: ['records-service/services/statements/number.test.ts'],
  },
  shared(
    'codes/insurance-type',
    'Insurance codes',
    'a code with its system: `hrss:410` work injury, `nhsa:410` long-term care',
    'LD/T 92, national medical codes',
  ),
  shared('codes/participation', 'State of participation', '(AAC031, AAC008) as one word', 'LD/T 92'),
  shared(
    'identity/citizen-number',
    'Citizen number',
    'ISO 7064 MOD 11-2; odd sequence: male; retired regions stay',
    'GB 11643-1999',
  ),
  shared('identity/mask', 'Masking', 'name 张＊丰, number 4 + 4', 'GB/T 35273-2020 §7.2'),
];
