import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { PANELS, type PanelKey } from '#test/gallery/panels.ts';
import { DEFAULT_OPTIONS, type ShowOptions } from '#test/gallery/show-options.ts';
import type { ProbeName, Seen } from './page/main.ts';

export type Show = Partial<ShowOptions>;

/** How many screens are looked at in one call of the page. */
const AT_ONCE = 40;

/** One page of the gallery in a real browser: it goes from screen to screen without being loaded anew. */
export class GalleryPage {
  /** Anything the browser complained of. */
  readonly complaints: string[] = [];

  constructor(
    readonly browser: Browser,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async open(url: string): Promise<GalleryPage> {
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      // Frames come as fast as they are drawn: waiting for a screen's own pace would take most of the time.
      args: ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
    });
    const context = await browser.newContext({ hasTouch: true, locale: 'zh-CN', reducedMotion: 'reduce' });
    const gallery = new GalleryPage(browser, await context.newPage());
    await gallery.page.goto(url);
    await gallery.page.waitForFunction(() => 'look' in window);
    return gallery;
  }

  /** Shows one screen and leaves it there. */
  async show(show: Show): Promise<void> {
    await this.#turnTo(show.panel ?? DEFAULT_OPTIONS.panel);
    await this.page.evaluate((options) => window.gallery.show(options), show);
  }

  /** Shows all of them and looks at each; in the order of their panels, so that the window rarely changes. */
  async look(shows: readonly Show[], probes: readonly ProbeName[]): Promise<Seen[]> {
    const seen: Seen[] = [];
    for (const panel of Object.keys(PANELS) as PanelKey[]) {
      const here = shows.filter((show) => (show.panel ?? DEFAULT_OPTIONS.panel) === panel);
      if (here.length > 0) await this.#turnTo(panel);
      for (let first = 0; first < here.length; first += AT_ONCE) {
        const some = here.slice(first, first + AT_ONCE);
        seen.push(
          ...(await this.page.evaluate(([these, names]) => window.look(these, names), [
            some,
            probes,
          ] as const)),
        );
      }
    }
    return seen;
  }

  async #turnTo(panel: PanelKey): Promise<void> {
    const { width, height } = PANELS[panel];
    await this.page.setViewportSize({ width, height });
  }
}

/** A gallery page for a test file. */
export function useGalleryPage(): () => GalleryPage {
  let gallery: GalleryPage | undefined;
  beforeAll(async () => {
    gallery = await GalleryPage.open(inject('galleryUrl'));
  });
  afterAll(async () => gallery?.browser.close());
  return () => {
    if (gallery === undefined) throw new Error('the gallery is not open');
    return gallery;
  };
}
