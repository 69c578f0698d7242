import { checkCharacter, type Sex } from '#shared/identity/citizen-number.ts';
import { addDays, daysBetween, type IsoDate } from '#shared/time/calendar.ts';
import type { Random } from './random.ts';

/** An invented person, as in `sample-data/citizens.ts`: 999999 is assigned to no place. */
export interface Person {
  readonly citizenNumber: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: IsoDate;
}

/** The last three digits before the check digit; the sample citizens have lower ones. */
const FIRST_SERIAL = 300;
const LAST_SERIAL = 999;

/** Nobody on file is younger. */
const YOUNGEST_YEARS = 20;
/** Who was born earlier drew a pension before the demo region's packs set what it is reckoned from. */
const FIRST_BIRTHDAY: IsoDate = '1964-02-01';

/** A prime above the number of days: every day comes once before one comes again. */
const STEP_DAYS = 104_729;

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'] as [string];
const GIVEN = [...'示范样例演虚构明芳国丽田英丰远新安宁平和清文雅思远嘉成志强秀兰桂珍建军晓东海燕'] as [
  string,
];

/** How many different people there can be: one for each day and serial number. */
export function peopleMost(cutOff: IsoDate): number {
  return birthDays(cutOff) * (LAST_SERIAL - FIRST_SERIAL + 1);
}

/** @param index whole number below `peopleMost`; each gives another number */
export function personOf(index: number, cutOff: IsoDate, random: Random): Person {
  const days = birthDays(cutOff);
  // The days are gone through in large steps, so that any number of people is of every age.
  const birthDate = addDays(FIRST_BIRTHDAY, (index * STEP_DAYS) % days);
  const serial = FIRST_SERIAL + Math.floor(index / days);
  if (serial > LAST_SERIAL) throw new RangeError(`There are ${peopleMost(cutOff)} different people at most`);
  const first17 = `999999${birthDate.replaceAll('-', '')}${serial}`;
  return {
    citizenNumber: `${first17}${checkCharacter(first17)}`,
    name: random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(70) ? random.pick(GIVEN) : ''),
    // The 17th digit tells the sex: odd = male (GB 11643-1999).
    sex: serial % 2 === 1 ? 'male' : 'female',
    birthDate,
  };
}

function birthDays(cutOff: IsoDate): number {
  const lastBirthday = `${Number(cutOff.slice(0, 4)) - YOUNGEST_YEARS}${cutOff.slice(4, 7)}-01`;
  return daysBetween(FIRST_BIRTHDAY, lastBirthday);
}

const TRADES = ['机械', '软件', '纺织', '食品', '物流', '建筑', '医养', '教育', '商贸', '电子'] as const;

/** Invented; the numbers begin with the demo region and are longer than those of the sample. */
export function employerOf(index: number): { readonly unitNumber: string; readonly name: string } {
  return {
    unitNumber: `999999${String(index + 1).padStart(9, '0')}`,
    name: `虚构第${index + 1}${TRADES[index % TRADES.length]}有限公司`,
  };
}
