import { describe, expect, it } from 'vitest';
import { SPEECH_RATES_PERCENT } from '#shared/protocol/speech.ts';
import { espeakNg } from './espeak-ng.ts';

const engine = espeakNg('espeak-ng');

describe('espeak-ng', () => {
  it('is asked for a voice that has the tones, at a speed that it can', () => {
    for (const ratePercent of SPEECH_RATES_PERCENT) {
      const { args } = engine.call('zh-Hant', ratePercent);
      const rate = Number(args[args.indexOf('-s') + 1]);
      expect(args.slice(0, 2)).toEqual(['-v', 'cmn-latn-pinyin']);
      expect(rate).toBeGreaterThanOrEqual(80);
      expect(rate).toBeLessThanOrEqual(450);
    }
    expect(engine.languages).not.toContain('ug');
  });

  it.each([
    ['请把银行卡放好，重新打印。', '请把银航卡放好，虫新打印。'],
    ['進行中，很重要', '進行中，很重要'],
    ['還差三年，已歸還', '還差三年，已歸环'],
    ['[[ts]] [a]', '[ [ts]] [a]'],
  ])('is given %s as %s', (text, spelled) => {
    expect(engine.spell('zh-Hans', text)).toBe(spelled);
  });

  it('leaves English alone', () => {
    expect(engine.spell('en', '银行 means bank')).toBe('银行 means bank');
  });
});
