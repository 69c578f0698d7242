import type { Hall, Heard, Screen } from './hall.ts';

/** Somebody who hears the kiosk and works it with keys. What they did and what they heard is written down. */
export class Listener {
  readonly transcript: string[] = [];

  constructor(
    private readonly hall: Hall,
    readonly screen: Screen,
  ) {}

  /**
   * Hears all that is said after something was done.
   * @param from a word of the first sentence that is waited for: how many come before it is up to the machines
   */
  async after(what: string, deed: () => Promise<unknown>, from = ''): Promise<string[]> {
    await this.hall.bench('DELETE', '/speech');
    const before = this.screen.said.length;
    await deed();
    await this.hall.until(async () => this.screen.said.length > before);
    let heard: Heard[] = [];
    await this.hall.until(async () => {
      await this.screen.saidAll();
      heard = await this.hall.heard();
      return heard.some(({ text }) => text.includes(from));
    });
    const first = heard.findIndex(({ text }) => text.includes(from));
    this.transcript.push(`〔${what}〕`, ...heard.slice(first).map(line));
    return heard.slice(first).map(({ text }) => text);
  }

  press(key: keyof typeof KEYS, from?: string): Promise<string[]> {
    return this.after(key, () => this.screen.page.keyboard.press(KEYS[key]), from);
  }

  /** Goes on key by key until that control is heard, and selects it; on the next pages too. */
  async choose(name: string, from?: string): Promise<string[]> {
    for (let page = 0; page < 5; page += 1) {
      const heard = new Set<string>();
      for (;;) {
        const said = (await this.press('下')).join();
        if (said.includes(name)) return this.press('确认', from);
        if (heard.has(said)) break;
        heard.add(said);
      }
      await this.press('右');
    }
    throw new Error(`${name} was not heard:\n${this.transcript.join('\n')}`);
  }
}

export const KEYS = {
  上: 'ArrowUp',
  下: 'ArrowDown',
  左: 'ArrowLeft',
  右: 'ArrowRight',
  确认: 'Enter',
} as const;

const line = ({ text, language, output }: Heard): string =>
  `${language === 'zh-Hans' ? '' : `(${language}) `}${text}${output === 'loudspeaker' ? '　←扬声器' : ''}`;

export const focusedAction = ({ page }: Screen): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['action']);

/** Longer than what counts as one strike. */
const TURN_MS = 600;

/** On whichever page of the screen that button is. */
export async function toAction(
  { page }: Screen,
  action: string,
  select: (action: string) => Promise<unknown>,
): Promise<void> {
  for (let turned = 0; turned < 6; turned += 1) {
    if ((await page.locator(`[data-action="${action}"]`).count()) > 0) {
      await select(action);
      return;
    }
    await select('next-page');
    await page.waitForTimeout(TURN_MS);
  }
  throw new Error(`no page of the screen has ${action}`);
}

/** What the glass shows is one colour from corner to corner. */
export async function uniformColour({ page }: Screen): Promise<boolean> {
  const shot = (await page.screenshot({ type: 'png' })).toString('base64');
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    return pixels.every((pixel) => pixel === pixels[0]);
  }, shot);
}
