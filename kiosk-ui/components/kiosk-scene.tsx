import type { ComponentChildren } from 'preact';
import type { Place } from '#shared/profile/kiosk-profile.ts';

/** Where the middle of the device stands in the drawing: on the shelf below the glass, or beside it. */
const MIDDLES: Record<Place, readonly [x: number, y: number]> = {
  belowLeft: [178, 322],
  belowMiddle: [320, 322],
  belowRight: [462, 322],
  besideLeft: [168, 150],
  besideRight: [472, 150],
};

/** The glass leaves room for what stands beside it. */
const GLASSES: Record<'below' | 'besideLeft' | 'besideRight', readonly [x: number, width: number]> = {
  below: [130, 380],
  besideLeft: [326, 254],
  besideRight: [60, 254],
};

interface KioskSceneProps {
  readonly place: Place;
  readonly motion: string;
  /** Drawn around the middle of the device; the person stands below. */
  readonly children: ComponentChildren;
}

/** This very kiosk, seen by the person before it, and the one place on it that the screen speaks of. */
export function KioskScene({ place, motion, children }: KioskSceneProps) {
  const [x, y] = MIDDLES[place];
  const [left, width] = GLASSES[place === 'besideLeft' || place === 'besideRight' ? place : 'below'];
  const middle = left + width / 2;
  return (
    <svg class={`scene scene-${motion}`} viewBox="0 0 640 500" aria-hidden="true">
      <rect class="kiosk" x="36" y="6" width="568" height="406" rx="28" />
      <rect class="glass" x={left} y="34" width={width} height="186" rx="12" />
      <circle class="glass-line" cx={middle} cy="98" r="28" />
      <path class="glass-line" d={`M${middle - 68} 158h136m-110 26h84`} />
      <path class="glass-line" d="M36 248h568" />
      <g transform={`translate(${x} ${y})`}>{children}</g>
    </svg>
  );
}

interface WayProps {
  /** From the lower edge of the device towards the person, or the other way. */
  readonly towards: 'device' | 'person';
  /** How far from the middle of the device the things stand that it tells apart. */
  readonly aside: number;
}

/** Where nothing may move, an arrow and two numbers say what comes first. */
export function StillWay({ towards, aside }: WayProps) {
  const [first, second] = towards === 'device' ? [138, 0] : [0, 138];
  return (
    <g class="scene-still">
      <Badge x={-aside} y={first} digit="m-6-7 7-5v25" />
      <Badge x={-aside} y={second} digit="m-8-6q0-7 8-7t8 7q0 5-16 18h17" />
      <path
        class="scene-arrow"
        d={
          towards === 'device' ? `M${aside} 150V-6m-24 24 24-24 24 24` : `M${aside}-6v156m-24-24 24 24 24-24`
        }
      />
    </g>
  );
}

/** The digit is a drawing: it is no text that has to be large enough to read. */
const Badge = ({ x, y, digit }: { x: number; y: number; digit: string }) => (
  <>
    <circle class="scene-badge" cx={x} cy={y} r="27" />
    <path class="scene-digit" d={`M${x} ${y}${digit}`} />
  </>
);
