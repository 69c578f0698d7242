/** How figures are read in Chinese: every digit and every sign that a voice would stumble over becomes words. */

/** Words that differ between the two scripts. */
interface Script {
  readonly tenThousand: string;
  readonly hundredMillion: string;
  readonly two: string;
  readonly point: string;
  readonly star: string;
  readonly minus: string;
  /** A hyphen inside the number of a thing. */
  readonly dash: string;
  readonly to: string;
  /** Stands in a cell where nothing is. */
  readonly none: string;
  readonly equals: string;
  readonly plus: string;
  readonly less: string;
}

const SIMPLIFIED: Script = {
  tenThousand: '万',
  hundredMillion: '亿',
  two: '两',
  point: '点',
  star: '星号',
  minus: '负',
  dash: '杠',
  to: '到',
  none: '无',
  equals: '等于',
  plus: '加',
  less: '减',
};

const TRADITIONAL: Script = {
  ...SIMPLIFIED,
  tenThousand: '萬',
  hundredMillion: '億',
  two: '兩',
  point: '點',
  star: '星號',
  minus: '負',
  dash: '槓',
  none: '無',
  equals: '等於',
  less: '減',
};

type ChineseScript = 'zh-Hans' | 'zh-Hant';
const scriptOf = (script: ChineseScript): Script => (script === 'zh-Hant' ? TRADITIONAL : SIMPLIFIED);

const DIGITS = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'] as const;

/** `2024` → `二零二四` */
const digitByDigit = (digits: string): string =>
  [...digits].map((digit) => DIGITS[Number(digit)] ?? digit).join('');

/** `12345` → `一万二千三百四十五`; 2 before 千, 万 and 亿 is 两. Leading zeros do not count. */
export function cardinal(digits: string, script: ChineseScript = 'zh-Hans'): string {
  const words = scriptOf(script);
  const plain = digits.replace(/^0+(?=\d)/, '');
  // Larger than any figure of a record: a reader of digits at least says what stands there.
  if (plain.length > 16) return digitByDigit(plain);
  const units = ['', words.tenThousand, words.hundredMillion, words.tenThousand + words.hundredMillion];
  const sections = sectionsOf(plain);
  let spoken = '';
  let skipped = false;
  sections.forEach((section, index) => {
    const power = sections.length - 1 - index;
    if (section === 0) {
      skipped = true;
      return;
    }
    if (spoken !== '' && (skipped || section < 1000)) spoken += DIGITS[0];
    skipped = false;
    const alone = section === 2 && power > 0 && spoken === '';
    spoken += (alone ? words.two : sectionInWords(section, spoken === '', words)) + units[power];
  });
  return spoken === '' ? '零' : spoken.replace(/^一十/, '十');
}

/** Groups of four digits, the highest first. */
function sectionsOf(digits: string): number[] {
  const padded = digits.padStart(Math.ceil(digits.length / 4) * 4, '0');
  return (padded.match(/.{4}/g) ?? []).map(Number);
}

function sectionInWords(section: number, leads: boolean, { two }: Script): string {
  let spoken = '';
  let skipped = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(section / 10 ** place) % 10;
    if (digit === 0) {
      skipped = spoken !== '';
      continue;
    }
    if (skipped) spoken += DIGITS[0];
    skipped = false;
    const word = digit === 2 && place === 3 && leads ? two : DIGITS[digit];
    spoken += `${word}${PLACES[place]}`;
  }
  return spoken;
}

/** `86412`, `35` → `八万六千四百一十二元三角五分` */
function money(yuan: string, fen: string, script: ChineseScript = 'zh-Hans'): string {
  const { two } = scriptOf(script);
  const [jiao = '0', rest = '0'] = fen.padEnd(2, '0');
  const whole = yuan.replace(/^0+(?=\d)/, '');
  const coins = [
    ...(jiao === '0' ? [] : [`${jiao === '2' ? two : digitByDigit(jiao)}角`]),
    ...(rest === '0' ? [] : [`${digitByDigit(rest)}分`]),
  ].join('');
  if (whole === '0' && coins !== '') return coins;
  const gap = jiao === '0' && rest !== '0' ? DIGITS[0] : '';
  return `${whole === '2' ? two : cardinal(whole, script)}元${gap}${coins}`;
}

/** Words that count things: 2 before them is 两. */
const MEASURE_WORDS =
  '个月|個月|个|個|页|頁|张|張|次|秒|年|条|條|项|項|位|天|行|元|种|種|分钟|分鐘|小时|小時|周|遍|份|步|人|家|台|把|万|萬|亿|億|千';
/** A plain number of four digits before these counts something; otherwise it is a year. */
const COUNTED = new RegExp(`^\\s*(?:${MEASURE_WORDS.replace('年|', '')}|月|岁|歲|%)`);

const STAR = '[*＊]';

interface Found {
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** What follows. */
  readonly rest: string;
  readonly before: string;
  readonly script: ChineseScript;
}

interface Reading {
  readonly pattern: RegExp;
  readonly inWords: (found: Found) => string;
}

/** In order: what is recognised first is not looked at again. */
const READINGS: readonly Reading[] = [
  {
    // Masked amounts, names and numbers: one word for a run of stars, digits beside them one by one.
    pattern: new RegExp(`(?<id>\\d*${STAR}[\\d*＊.]*[Xx]?)`),
    inWords: ({ groups: { id = '' }, script }) =>
      id
        .replace(new RegExp(`${STAR}(?:[*＊.]*${STAR})?`, 'g'), scriptOf(script).star)
        .replace(/\d+/g, digitByDigit)
        .replace(/\./g, ''),
  },
  {
    pattern: /(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)/,
    inWords: ({ groups: { year = '', month = '', day = '' } }) =>
      `${digitByDigit(year)}年${cardinal(month)}月${cardinal(day)}日`,
  },
  {
    pattern: /(?<year>\d{4})-(?<month>0[1-9]|1[0-2])(?!\d)/,
    inWords: ({ groups: { year = '', month = '' } }) => `${digitByDigit(year)}年${cardinal(month)}月`,
  },
  {
    pattern: /(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?!\d)/,
    inWords: ({ groups: { hour = '', minute = '' }, script }) => {
      const { point, two } = scriptOf(script);
      const spokenHour = Number(hour) === 2 ? two : cardinal(hour);
      if (minute === '00') return `${spokenHour}${point}`;
      return `${spokenHour}${point}${minute.startsWith('0') ? DIGITS[0] : ''}${cardinal(minute)}分`;
    },
  },
  {
    pattern: /(?<from>(?:19|20)\d{2})\s*[–—~～至-]\s*(?<until>(?:19|20)\d{2})(?!\d)/,
    inWords: ({ groups: { from = '', until = '' }, script }) =>
      `${digitByDigit(from)}${scriptOf(script).to}${digitByDigit(until)}`,
  },
  {
    pattern:
      /(?<sign>[-−])?(?:¥|￥)?\s*(?<yuan>\d{1,3}(?:,\d{3})+|\d+)\.(?<fen>\d{2})(?![\d%％]|\s*[万萬亿億])(?:\s*元)?/,
    inWords: ({ groups: { sign, yuan = '', fen = '' }, script }) =>
      `${sign === undefined ? '' : scriptOf(script).minus}${money(yuan.replaceAll(',', ''), fen, script)}`,
  },
  {
    pattern: /(?<sign>[-−])?(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<part>\d+))?\s*[%％]/,
    inWords: ({ groups: { sign, whole = '', part }, script }) =>
      `${sign === undefined ? '' : scriptOf(script).minus}百分之${decimal(whole, part, script)}`,
  },
  {
    // A number of things with a hyphen in it is no number.
    pattern: /(?<id>\d{3,}(?:-\d+)+|\d{7,}[Xx]?)/,
    inWords: ({ groups: { id = '' }, script }) => digitByDigit(id.replaceAll('-', scriptOf(script).dash)),
  },
  {
    pattern: /(?<from>\d+)\s*[–—~～]\s*(?=\d)/,
    inWords: ({ groups: { from = '' }, script }) =>
      `${from.length === 4 ? digitByDigit(from) : cardinal(from, script)}${scriptOf(script).to}`,
  },
  {
    pattern: /(?<sign>(?<![\p{L}\d])[-−])?(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<part>\d+))?/u,
    inWords: ({ groups: { sign, whole = '', part }, rest, before, script }) => {
      const minus = sign === undefined ? '' : scriptOf(script).minus;
      if (part !== undefined) return minus + decimal(whole, part, script);
      const isYear = /^(?:19|20)\d{2}$/.test(whole) && minus === '' && !COUNTED.test(rest);
      const startsWithZero = /^0\d/.test(whole);
      if (isYear || startsWithZero || (whole.length === 4 && /^\s*年/.test(rest))) {
        return minus + digitByDigit(whole);
      }
      const countsTwo =
        whole === '2' && !before.endsWith('第') && new RegExp(`^\\s*(?:${MEASURE_WORDS})`).test(rest);
      return minus + (countsTwo ? scriptOf(script).two : cardinal(whole.replaceAll(',', ''), script));
    },
  },
];

function decimal(whole: string, part: string | undefined, script: ChineseScript): string {
  const spoken = cardinal(whole.replaceAll(',', ''), script);
  return part === undefined ? spoken : `${spoken}${scriptOf(script).point}${digitByDigit(part)}`;
}

const ALL = new RegExp(READINGS.map(({ pattern }, index) => namedApart(pattern, index)).join('|'), 'gu');

/** A group's name may stand in one expression once only. */
function namedApart({ source }: RegExp, index: number): string {
  return source.replace(/\(\?<(\w+)>/g, (_, name: string) => `(?<${name}${index}>`);
}

function readingOf(groups: Readonly<Record<string, string | undefined>>) {
  const present = Object.entries(groups).filter(([, text]) => text !== undefined);
  const index = Number(/\d+$/.exec(present[0]?.[0] ?? '')?.[0]);
  const own = present.map(([name, text]) => [name.replace(/\d+$/, ''), text] as const);
  return { inWords: READINGS[index]?.inWords, own: Object.fromEntries(own) };
}

/** A sentence as a Chinese voice is to say it: without a digit, and without signs that are not said. */
export function sayInChinese(text: string, script: ChineseScript = 'zh-Hans'): string {
  const words = scriptOf(script);
  const plain = text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  const spoken = plain.replace(ALL, (...match) => {
    const groups = match.at(-1) as Record<string, string | undefined>;
    const whole = match.at(-2) as string;
    const offset = match.at(-3) as number;
    const { inWords, own } = readingOf(groups);
    if (inWords === undefined) throw new Error('a figure was found that no reading knows');
    const before = whole.slice(0, offset).trimEnd();
    const rest = whole.slice(offset + (match[0] as string).length);
    return inWords({ groups: own, rest, before, script });
  });
  return tidy(spoken, words);
}

const BESIDE_HAN = /(?<=[\p{Script=Han}，。：；、？！])\s+|\s+(?=[\p{Script=Han}，。：；、？！])/gu;

/** Signs between words become words, brackets a pause; spaces beside Chinese go. */
function tidy(text: string, { equals, plus, less, none }: Script): string {
  return text
    .replace(/\s*[=＝]\s*/g, equals)
    .replace(/\s[+＋]\s/g, plus)
    .replace(/\s[−-]\s/g, less)
    .replace(/(?<=^|[\s，：；])—(?=$|[\s，。；])/g, none)
    .replace(/　+|[（(]|[)）]/g, '，')
    .replace(/…+/g, '。')
    .replace(BESIDE_HAN, '')
    .replace(/[，、]+(?=[，。；：！？]|$)|^，+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
