/** How figures are read in English: every digit and every sign that a voice would stumble over becomes words. */

const UP_TO_NINETEEN =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion'] as const;
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const word = (words: readonly string[], index: number): string => words[index] ?? '';

/** `2024` → `two zero two four` */
const digitByDigit = (digits: string): string =>
  [...digits].map((digit) => word(UP_TO_NINETEEN, Number(digit))).join(' ');

function belowHundred(value: number): string {
  if (value < 20) return word(UP_TO_NINETEEN, value);
  const ten = word(TENS, Math.floor(value / 10) - 2);
  return value % 10 === 0 ? ten : `${ten}-${word(UP_TO_NINETEEN, value % 10)}`;
}

function belowThousand(value: number): string {
  if (value < 100) return belowHundred(value);
  const hundreds = `${word(UP_TO_NINETEEN, Math.floor(value / 100))} hundred`;
  return value % 100 === 0 ? hundreds : `${hundreds} and ${belowHundred(value % 100)}`;
}

/** `12345` → `twelve thousand three hundred and forty-five` */
export function cardinal(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, '');
  if (plain.length > 15) return digitByDigit(plain);
  if (plain === '0') return word(UP_TO_NINETEEN, 0);
  const groups = (plain.padStart(Math.ceil(plain.length / 3) * 3, '0').match(/.{3}/g) ?? []).map(Number);
  return groups
    .map((group, index) => {
      if (group === 0) return '';
      const last = index === groups.length - 1;
      const gap = last && index > 0 && group < 100 ? 'and ' : '';
      return `${gap}${belowThousand(group)}${SCALES[groups.length - 1 - index]}`;
    })
    .filter((words) => words !== '')
    .join(' ');
}

/** `2024` → `twenty twenty-four`; `2008` → `two thousand and eight` */
function year(digits: string): string {
  const [century, rest] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (century === 20 && rest < 10) return cardinal(digits);
  if (rest === 0) return `${belowHundred(century)} hundred`;
  return `${belowHundred(century)} ${rest < 10 ? `oh ${belowHundred(rest)}` : belowHundred(rest)}`;
}

const monthName = (month: string): string => word(MONTHS, Number(month) - 1);

interface Reading {
  readonly pattern: RegExp;
  readonly inWords: (groups: Readonly<Record<string, string>>, rest: string) => string;
}

const STAR = '[*＊]';
const minus = (sign: string | undefined): string => (sign ? 'minus ' : '');

/** In order: what is recognised first is not looked at again. */
const READINGS: readonly Reading[] = [
  {
    pattern: new RegExp(`(?<id>\\d*${STAR}[\\d*＊.]*[Xx]?)`),
    inWords: ({ id = '' }) =>
      (id.replace(new RegExp(`${STAR}(?:[*＊.]*${STAR})?`, 'g'), '*').match(/\d+|[*Xx]/g) ?? [])
        .map((part) => (part === '*' ? 'star' : /\d/.test(part) ? digitByDigit(part) : part))
        .join(' '),
  },
  {
    pattern: /(?<year>\d{4})-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])(?!\d)/,
    inWords: ({ year: y = '', month = '', day = '' }) => `${cardinal(day)} ${monthName(month)} ${year(y)}`,
  },
  {
    pattern: /(?<year>\d{4})-(?<month>0[1-9]|1[0-2])(?!\d)/,
    inWords: ({ year: y = '', month = '' }) => `${monthName(month)} ${year(y)}`,
  },
  {
    pattern: /(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?!\d)/,
    inWords: ({ hour = '', minute = '' }) => {
      if (minute === '00') return `${cardinal(hour)} o'clock`;
      return `${cardinal(hour)} ${minute.startsWith('0') ? 'oh ' : ''}${cardinal(minute)}`;
    },
  },
  {
    pattern: /(?<from>(?:19|20)\d{2})\s*[–—~-]\s*(?<until>(?:19|20)\d{2})(?!\d)/,
    inWords: ({ from = '', until = '' }) => `${year(from)} to ${year(until)}`,
  },
  {
    pattern: /(?<sign>[-−])?(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<part>\d+))?\s*[%％]/,
    inWords: ({ sign, whole = '', part }) => `${minus(sign)}${decimal(whole, part)} percent`,
  },
  {
    pattern: /(?<id>\d{3,}(?:-\d+)+|\d{7,}[Xx]?)(?![\d,]*\.\d)/,
    inWords: ({ id = '' }) =>
      [...id].map((sign) => (/\d/.test(sign) ? digitByDigit(sign) : sign === '-' ? 'dash' : sign)).join(' '),
  },
  {
    pattern: /(?<from>\d+)\s*[–—~]\s*(?=\d)/,
    inWords: ({ from = '' }) => `${from.length === 4 ? year(from) : cardinal(from)} to `,
  },
  {
    pattern: /(?<sign>(?<![\p{L}\d])[-−])?(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<part>\d+))?/u,
    inWords: ({ sign, whole = '', part }, rest) => {
      if (part !== undefined) return minus(sign) + decimal(whole, part);
      const isYear = /^(?:19|20)\d{2}$/.test(whole) && minus(sign) === '' && !COUNTED.test(rest);
      if (isYear) return year(whole);
      return minus(sign) + (/^0\d/.test(whole) ? digitByDigit(whole) : cardinal(whole.replaceAll(',', '')));
    },
  },
];

/** A plain number of four digits before these counts something; otherwise it is a year. */
const COUNTED = /^\s*(?:yuan|months?|years?|pages?|sheets?|times?|seconds?|minutes?|more)\b/;

/** `86,412.35` → `… point three five`; `100.00` → `one hundred` */
function decimal(whole: string, part: string | undefined): string {
  const spoken = cardinal(whole.replaceAll(',', ''));
  return part === undefined || /^0+$/.test(part) ? spoken : `${spoken} point ${digitByDigit(part)}`;
}

const ALL = new RegExp(
  READINGS.map(({ pattern }, index) =>
    // A group's name may stand in one expression once only.
    pattern.source.replace(/\(\?<(\w+)>/g, (_, name: string) => `(?<${name}${index}>`),
  ).join('|'),
  'gu',
);

const SHORT_MONTH = /\b(?<short>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b\.?(?= |$|–|,)/g;

/** A sentence as an English voice is to say it: without a digit, and without signs that are not said. */
export function sayInEnglish(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(SHORT_MONTH, (short) => MONTHS.find((month) => month.startsWith(short.slice(0, 3))) ?? short)
    .replace(ALL, (...match) => {
      const found = Object.entries(match.at(-1) as Record<string, string | undefined>).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      const reading = READINGS[Number(/\d+$/.exec(found[0]?.[0] ?? '')?.[0])];
      if (reading === undefined) throw new Error('a figure was found that no reading knows');
      const groups = Object.fromEntries(found.map(([name, part]) => [name.replace(/\d+$/, ''), part]));
      const offset = match.at(-3) as number;
      const rest = (match.at(-2) as string).slice(offset + (match[0] as string).length);
      const before = (match.at(-2) as string).slice(0, offset);
      // A word stands off from the letters beside it.
      return `${/\p{L}$/u.test(before) ? ' ' : ''}${reading.inWords(groups, rest)}${/^\p{L}/u.test(rest) ? ' ' : ''}`;
    })
    .replace(/\s=\s/g, ' equals ')
    .replace(/\s[+]\s/g, ' plus ')
    .replace(/\s[−-]\s/g, ' minus ')
    .replace(/(?<=^|[\s,:;])—(?=$|[\s,.;])/g, 'none')
    .replace(/–/g, ' to ')
    .replace(/\s*[(（]\s*|\s*[)）](?=\s|$)/g, ', ')
    .replace(/…/g, '.')
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[,.;:!?])/g, '')
    .replace(/[, ]+(?=[,.;:!?]|$)|^, ?/g, '')
    .trim();
}
