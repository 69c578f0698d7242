/** The panels a kiosk is built with: CSS px of the window, and how wide the lit glass is. */
export interface Panel {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly widthMm: number;
}

export const PANELS = {
  'portrait-21': { name: '21.5″ portrait', width: 1080, height: 1920, widthMm: 268 },
  'portrait-27': { name: '27″ portrait', width: 1080, height: 1920, widthMm: 336 },
  'portrait-32': { name: '32″ portrait', width: 1080, height: 1920, widthMm: 398 },
  'square-19': { name: '19″ square', width: 1280, height: 1024, widthMm: 376 },
  'square-17': { name: '17″ square', width: 1280, height: 1024, widthMm: 338 },
  'wide-15': { name: '15.6″ wide', width: 1366, height: 768, widthMm: 345 },
} as const satisfies Record<string, Panel>;

export type PanelKey = keyof typeof PANELS;
export const PANEL_KEYS = Object.keys(PANELS) as PanelKey[];
