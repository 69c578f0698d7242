import { describe, expect, test } from 'vitest';
import { useGalleryPage } from './gallery-page.ts';
import type { ProbeName } from './page/main.ts';

const gallery = useGalleryPage();

/** Something wrong is put into a sound screen: who looks for it must find it, or finds nothing anywhere. */
const WRONG: readonly [ProbeName, rule: string, wrong: string][] = [
  ['smallTargets', 'target too small', '<button style="inline-size:40px;block-size:90px">小</button>'],
  [
    'closeTargets',
    'targets too close',
    '<div><button class="button">一</button><button class="button">二</button></div>',
  ],
  ['smallText', 'text too small', '<p style="font-size:12px">小字</p>'],
  [
    'highTargets',
    'target too high',
    '<button class="button" style="position:fixed;inset-block-start:20px">高</button>',
  ],
  [
    'overflows',
    'words off the glass',
    '<p style="position:fixed;inset-inline-start:1000px;white-space:nowrap">出去出去出去</p>',
  ],
  ['overflows', 'something scrolls', '<div style="overflow:auto">滚动</div>'],
  [
    'overflows',
    'words out of',
    '<div style="overflow:clip;inline-size:60px;white-space:nowrap">被切掉的字被切掉的字</div>',
  ],
  [
    'overflows',
    'words on words',
    '<p style="position:fixed;inset-block-start:600px">上面</p><p style="position:fixed;inset-block-start:600px">下面</p>',
  ],
  [
    'overflows',
    'words shortened',
    '<p style="text-overflow:ellipsis;overflow:clip;inline-size:60px;white-space:nowrap">一万二千三百四十五元</p>',
  ],
  ['weakContrast', 'control hardly seen', '<button class="button" style="border-color:#eee">淡</button>'],
  ['assistiveFaults', 'axe color-contrast-enhanced', '<p style="color:#888">看不清的字</p>'],
  ['assistiveFaults', 'axe button-name', '<button class="button"></button>'],
  [
    'focusOrder',
    'focus jumps',
    '<button class="button" style="position:fixed;inset:900px 0 0 300px;inline-size:100px;block-size:90px">后</button><button class="button" style="position:fixed;inset:500px 0 0 300px;inline-size:100px;block-size:90px">前</button>',
  ],
  ['focusRings', 'no focus ring', '<button class="button" style="outline:none">无</button>'],
  [
    'focusRings',
    'focus ring hardly seen',
    '<button class="button" style="outline-color:#f0eee8">淡</button>',
  ],
  [
    'focusRings',
    'focus ring cut off',
    '<div style="overflow:clip;inline-size:130px"><button class="button">切</button></div>',
  ],
  [
    'dialogIsAlone',
    'reached below a dialog',
    '<div role="dialog" aria-label="上"><button class="button">上</button></div>',
  ],
  ['speechless', 'nothing to say', '<button class="button"><svg></svg></button>'],
];

describe('a probe sees what it looks for', () => {
  test.each(WRONG)('%s: %s', async (probe, rule, wrong) => {
    await gallery().show({ scene: 'home: plain', lowReach: probe === 'highTargets' });
    const rulesFound = () =>
      gallery().page.evaluate(
        (name) => window.lookAtThis(name).then((found) => found.map((one) => one.rule)),
        probe,
      );
    const startsSo = (rules: readonly string[]) => rules.some((found) => found.startsWith(rule));
    expect(startsSo(await rulesFound())).toBe(false);
    await gallery().page.evaluate((html) => {
      const place = document.createElement('div');
      place.innerHTML = html;
      document.querySelector('main')?.append(place);
    }, wrong);
    expect(startsSo(await rulesFound())).toBe(true);
  });
});
