import type { Overlay, ScreenId, ScreenModel } from '#kiosk-ui/machines/screen-model.ts';
import { IDENTIFY_SCENES } from './scenes/identify-scenes.ts';
import { OVER_SCENES } from './scenes/over-scenes.ts';
import { QUIET_SCENES } from './scenes/quiet-scenes.ts';
import type { Path } from './scenes/steps.ts';
import { VISIT_SCENES } from './scenes/visit-scenes.ts';

/** What lies over a screen. */
type Over = Overlay['id'] | 'stillThere' | 'reconnecting';
/** What a scene shows above all: its screen, or what lies over one. */
export type Subject = ScreenId | Over;

export interface Scene {
  /** `pension: paperOut`; unique. */
  readonly name: string;
  readonly subject: Subject;
  readonly variant: string;
  readonly path: Path;
}

/** Every screen and everything that can lie over one; a screen without a scene is an error of types. */
const PATHS: Record<Subject, Readonly<Record<string, Path>>> = {
  ...QUIET_SCENES,
  ...IDENTIFY_SCENES,
  ...VISIT_SCENES,
  ...OVER_SCENES,
};

export const SCENES: readonly Scene[] = Object.entries(PATHS).flatMap(([subject, paths]) =>
  Object.entries(paths).map(
    ([variant, path]): Scene => ({
      name: `${subject}: ${variant}`,
      subject: subject as Subject,
      variant,
      path,
    }),
  ),
);

export const SUBJECTS = Object.keys(PATHS) as Subject[];

export function sceneNamed(name: string): Scene {
  const found = SCENES.find((scene) => scene.name === name);
  if (found === undefined) throw new Error(`no scene is called ${name}`);
  return found;
}

/** What a person would say they are looking at. */
export function subjectOf(model: ScreenModel): Subject {
  if (model.stillThere !== null) return 'stillThere';
  if (model.reconnecting) return 'reconnecting';
  return model.overlay?.id ?? model.content.id;
}
