import { checkCharacter, type Sex } from '#shared/identity/citizen-number.ts';

/**
 * The invented citizens of the demo region. 999999 is assigned to no place (GB/T 2260), so no number here can be a
 * real person's; the check digits are right, so that every rule sees a number it accepts.
 */
export interface SampleCitizen {
  /** Name of the citizen's card on the device bench. */
  readonly key: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly number: string;
  readonly nationCode: string;
  readonly address: string;
  /** Why this citizen is in the sample. */
  readonly story: string;
}

const DEMO_REGION = '999999';

function citizen(
  key: string,
  name: string,
  sex: Sex,
  birthDate: string,
  sequence: number,
  nationCode: string,
  story: string,
): SampleCitizen {
  // The 17th digit tells the sex: odd = male (GB 11643-1999).
  const parity = sex === 'male' ? 1 : 0;
  const first17 = `${DEMO_REGION}${birthDate.replaceAll('-', '')}${String(sequence * 10 + parity).padStart(3, '0')}`;
  return {
    key,
    name,
    sex,
    birthDate,
    number: `${first17}${checkCharacter(first17)}`,
    nationCode,
    address: `样例省示范市演示区虚构路${sequence}号`,
    story,
  };
}

export const SAMPLE_CITIZENS: readonly SampleCitizen[] = [
  citizen('in-work', '张示丰', 'male', '1984-05-12', 11, '01', 'In work at one employer without a break.'),
  citizen(
    'several-employers',
    '王例芳',
    'female',
    '1986-09-03',
    12,
    '01',
    'Three employers, two of them in one month.',
  ),
  citizen('gaps', '李样', 'male', '1979-11-25', 13, '01', 'Two breaks in the record, one of them long.'),
  citizen(
    'made-up',
    '赵演明',
    'male',
    '1982-02-17',
    14,
    '01',
    'Months made up later, credited in another year.',
  ),
  citizen('arrears', '陈范英', 'female', '1990-07-08', 15, '03', 'The employer owes the last months.'),
  citizen('retired', '周虚国', 'male', '1961-03-30', 16, '01', 'Draws a pension; the account is paid out.'),
  citizen(
    'flexible-worker',
    '吴构丽',
    'female',
    '1988-12-19',
    17,
    '01',
    'Pays as a flexible worker, base changed.',
  ),
  citizen(
    'resident',
    '郑样田',
    'male',
    '1975-06-06',
    18,
    '15',
    'Resident pension, yearly tiers and subsidies.',
  ),
  citizen(
    'nobody-on-file',
    '孙无录',
    'female',
    '2001-10-10',
    19,
    '01',
    'Has a card, but no insurance record.',
  ),
  citizen('rare-characters', '䶮㛃𬴂', 'female', '1992-04-21', 20, '01', 'Name in CJK Extensions A and E.'),
  citizen(
    'long-name',
    '买买提明·艾力示范江',
    'male',
    '1987-08-15',
    21,
    '05',
    'Name with the separator dot U+00B7.',
  ),
  citizen(
    'forty-years',
    '钱例长',
    'male',
    '1966-10-02',
    22,
    '01',
    'Forty years of contributions since 1986.',
  ),
  citizen(
    'transferred-in',
    '冯示远',
    'male',
    '1985-01-28',
    23,
    '01',
    'Months moved in from another province without base.',
  ),
  citizen('just-started', '褚新范', 'female', '2003-03-14', 24, '01', 'First month, money still in transit.'),
  citizen(
    'rarest-characters',
    '𠮷㐂𬭚',
    'male',
    '1994-11-02',
    25,
    '01',
    'Name in CJK Extensions A, B and E; the first character stands in no table of standard characters.',
  ),
  citizen(
    'longest-name',
    '买买提明·艾力示范江·阿卜杜热西提演示例样·阿力江',
    'male',
    '1990-05-20',
    26,
    '05',
    'Twenty-five characters, the longest name that has to be kept whole; an identity card holds fifteen of them.',
  ),
];
