import '#test/gallery/screen.tsx';
import { PANELS } from '#test/gallery/panels.ts';
import { sceneNamed } from '#test/gallery/scenes.ts';
import { DEFAULT_OPTIONS, type ShowOptions } from '#test/gallery/show-options.ts';
import { assistiveFaults, weakContrast } from './contrast-probes.ts';
import type { Circumstances, Finding } from './finding.ts';
import { dialogIsAlone, focusBegins, focusOrder, focusRings } from './focus-probes.ts';
import { closeTargets, highTargets, smallTargets, smallText } from './layout-probes.ts';
import { overflows } from './overflow-probes.ts';
import { speechless } from './speech-probes.ts';

const PROBES = {
  smallTargets,
  closeTargets,
  smallText,
  highTargets,
  overflows,
  weakContrast,
  assistiveFaults,
  focusOrder,
  focusRings,
  focusBegins,
  dialogIsAlone,
  speechless,
} satisfies Record<string, (circumstances: Circumstances) => Finding[] | Promise<Finding[]>>;
export type ProbeName = keyof typeof PROBES;

/** What was found on one screen. */
export interface Seen {
  readonly show: Partial<ShowOptions>;
  /** What it shows: a screen, or what lies over one. */
  readonly subject: string;
  readonly findings: readonly Finding[];
}

/** Shows one screen after the other and looks at each. */
async function look(shows: readonly Partial<ShowOptions>[], probes: readonly ProbeName[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const show of shows) {
    const options = { ...DEFAULT_OPTIONS, ...show };
    await window.gallery.show(options);
    const circumstances = circumstancesOf(options);
    const findings: Finding[] = [];
    for (const probe of probes) findings.push(...(await PROBES[probe](circumstances)));
    seen.push({ show, subject: sceneNamed(options.scene).subject, findings });
  }
  return seen;
}

const circumstancesOf = (options: ShowOptions): Circumstances => ({
  ...options,
  pxPerMm: innerWidth / PANELS[options.panel].widthMm,
});

/** Looks at the screen as it stands there now, with whatever else was put into it. */
const lookAtThis = async (probe: ProbeName): Promise<readonly Finding[]> =>
  PROBES[probe](circumstancesOf({ ...DEFAULT_OPTIONS, ...window.gallery.options }));

declare global {
  interface Window {
    look: typeof look;
    lookAtThis: typeof lookAtThis;
  }
}
window.look = look;
window.lookAtThis = lookAtThis;
