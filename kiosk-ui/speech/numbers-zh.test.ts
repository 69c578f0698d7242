import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFen } from '#shared/money/fen.ts';
import { cardinal, sayInChinese } from './numbers-zh.ts';

const DIGITS: Record<string, number> = Object.fromEntries(
  [...'零一二三四五六七八九'].map((word, digit) => [word, digit]),
);
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };
const LARGE: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** A reader of Chinese numerals that knows nothing of the writer under test. */
function read(words: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const word of words.replaceAll('两', '二')) {
    const unit = UNITS[word];
    const large = LARGE[word];
    if (unit !== undefined) {
      section += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    } else if (large !== undefined) {
      // 亿 takes everything before it, 万 only its own section.
      if (large === LARGE['亿']) {
        total = (total + section + digit) * large;
      } else {
        total += (section + digit) * large;
      }
      section = 0;
      digit = 0;
    } else {
      const value = DIGITS[word];
      if (value === undefined) throw new Error(`${word} is no numeral`);
      digit = value;
    }
  }
  return total + section + digit;
}

function readMoney(words: string): number {
  const [, sign = '', yuan = '', jiao = '', fen = ''] =
    /^(负?)(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?$/.exec(words) ?? [];
  const value = (yuan === '' ? 0 : read(yuan)) * 100 + (jiao === '' ? 0 : read(jiao)) * 10;
  return (sign === '' ? 1 : -1) * (value + (fen === '' ? 0 : read(fen)));
}

describe('a number', () => {
  test.each([
    ['0', '零'],
    ['2', '二'],
    ['10', '十'],
    ['12', '十二'],
    ['20', '二十'],
    ['101', '一百零一'],
    ['110', '一百一十'],
    ['200', '二百'],
    ['1010', '一千零一十'],
    ['2000', '两千'],
    ['2222', '两千二百二十二'],
    ['10000', '一万'],
    ['10001', '一万零一'],
    ['20000', '两万'],
    ['22000', '两万二千'],
    ['100010', '十万零一十'],
    ['105000', '十万五千'],
    ['120000', '十二万'],
    ['10000100', '一千万零一百'],
    ['200000000', '两亿'],
    ['100000001', '一亿零一'],
  ])('%s is %s', (digits, words) => {
    expect(cardinal(digits)).toBe(words);
  });

  test('can be read back by somebody else', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999_999), (value) => {
        expect(read(cardinal(String(value)))).toBe(value);
      }),
      { numRuns: 1_000 },
    );
  });

  test('has no zero where none is said, and never two in a row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (value) => {
        expect(cardinal(String(value))).not.toMatch(/零零|零$|^零|零[十百千万亿]/);
      }),
    );
  });
});

describe('money', () => {
  test.each([
    ['86,412.35 元', '八万六千四百一十二元三角五分'],
    ['86,412.35', '八万六千四百一十二元三角五分'],
    ['0.00 元', '零元'],
    ['0.05', '五分'],
    ['0.30 元', '三角'],
    ['12.05 元', '十二元零五分'],
    ['100.00', '一百元'],
    ['2.20 元', '两元两角'],
    ['−1,314.24', '负一千三百一十四元两角四分'],
    ['3,000 元', '三千元'],
    ['2 元', '两元'],
    ['8.64 万元', '八点六四万元'],
  ])('%s is %s', (text, words) => {
    expect(sayInChinese(text)).toBe(words);
  });

  test('of any amount is heard as that amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (fen) => {
        expect(readMoney(sayInChinese(formatFen(fen).replace('-', '−')))).toBe(fen);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a sentence', () => {
  test.each([
    ['您已累计缴费 18 年 7 个月', '您已累计缴费十八年七个月'],
    ['缴费 2 年 2 个月', '缴费两年两个月'],
    ['2024 年 5 月', '二零二四年五月'],
    ['2008 年 2 月 2 日', '二零零八年二月二日'],
    ['2024 年 4–5 月', '二零二四年四到五月'],
    ['2023–2024 年', '二零二三到二零二四年'],
    ['2024 全年', '二零二四全年'],
    ['2024-05', '二零二四年五月'],
    ['2026-10-31', '二零二六年十月三十一日'],
    ['2026 年：已缴 1、2、3 月；未缴 12 月', '二零二六年：已缴一、二、三月；未缴十二月'],
    ['2.62%', '百分之二点六二'],
    ['100%', '百分之一百'],
    ['第 2 页　共 9 页', '第二页，共九页'],
    ['一共 2 页，在下方出纸口。', '一共两页，在下方出纸口。'],
    ['还可以输 2 次', '还可以输两次'],
    ['还有 30 秒自动退出', '还有三十秒自动退出'],
    ['未缴 2000 个月', '未缴两千个月'],
    ['8:05', '八点零五分'],
    ['14:00', '十四点'],
    ['9999＊＊＊＊＊＊0117', '九九九九星号零一一七'],
    ['9999******011X', '九九九九星号零一一X'],
    ['110101199003070117', '一一零一零一一九九零零三零七零一一七'],
    ['＊＊＊.＊＊ 元', '星号元'],
    ['张＊丰', '张星号丰'],
    ['999999-0001', '九九九九九九杠零零零一'],
    ['007', '零零七'],
    ['请到 3 号窗口', '请到三号窗口'],
    ['余额 —', '余额无'],
    ['年末余额 = 上年余额 + 利息 − 当年支出', '年末余额等于上年余额加利息减当年支出'],
    ['账户余额（元）：86,412.35', '账户余额，元：八万六千四百一十二元三角五分'],
    ['１２ 个月', '十二个月'],
    ['正在查询…', '正在查询。'],
    ['A & B', 'A & B'],
  ])('%s is said as %s', (text, words) => {
    expect(sayInChinese(text)).toBe(words);
  });

  test('is said in the script of its reader', () => {
    expect(sayInChinese('20,002.20 元', 'zh-Hant')).toBe('兩萬零二元兩角');
    expect(sayInChinese('9999＊＊0117', 'zh-Hant')).toBe('九九九九星號零一一七');
  });

  test('keeps no digit and no star, whatever stands in it', () => {
    const anySign = fc.integer({ min: 1, max: 0xffff }).map((code) => String.fromCharCode(code));
    const piece = fc.oneof(
      fc.string({ unit: anySign }),
      fc.stringMatching(/^[\d,.\-–%:*＊ 年月元第页Xx/]{0,24}$/),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        expect(sayInChinese(pieces.join(''))).not.toMatch(/[\d０-９*＊]/);
      }),
      { numRuns: 300 },
    );
  });
});
