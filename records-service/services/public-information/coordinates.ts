/** Degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** WGS-84 is GPS’s; GCJ-02 is what maps made in China show, up to 700 m beside it. */
export type CoordinateSystem = 'WGS-84' | 'GCJ-02';

/** Mean radius of the earth (IUGG). */
export const EARTH_RADIUS_M = 6_371_008.8;

/** Krasovsky’s ellipsoid, on which GCJ-02 is computed. */
const SEMI_MAJOR_AXIS_M = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The two are the same outside this box around China. */
const isShifted = ({ latitude, longitude }: Coordinates): boolean =>
  latitude > 0.8293 && latitude < 55.8271 && longitude > 72.004 && longitude < 137.8347;

export function gcj02OfWgs84(at: Coordinates): Coordinates {
  if (!isShifted(at)) return at;
  const { north, east } = shiftOf(at);
  const phi = radians(at.latitude);
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2;
  const meridianM = (SEMI_MAJOR_AXIS_M * (1 - ECCENTRICITY_SQUARED)) / w ** 1.5;
  const parallelM = (SEMI_MAJOR_AXIS_M / Math.sqrt(w)) * Math.cos(phi);
  return {
    latitude: at.latitude + north / radians(meridianM),
    longitude: at.longitude + east / radians(parallelM),
  };
}

/** There is no formula for the way back: it is approached until it is exact to a millimetre. */
export function wgs84OfGcj02(at: Coordinates): Coordinates {
  let guess = at;
  for (let round = 0; round < 20; round++) {
    const there = gcj02OfWgs84(guess);
    const north = at.latitude - there.latitude;
    const east = at.longitude - there.longitude;
    if (Math.abs(north) < 1e-9 && Math.abs(east) < 1e-9) break;
    guess = { latitude: guess.latitude + north, longitude: guess.longitude + east };
  }
  return guess;
}

/** Metres before the curvature is taken out: waves over the distance from 35° N 105° E. */
function shiftOf({ latitude, longitude }: Coordinates): { north: number; east: number } {
  const x = longitude - 105;
  const y = latitude - 35;
  const wave = (of: number, amplitudes: readonly (readonly [amplitude: number, period: number])[]): number =>
    amplitudes.reduce((sum, [amplitude, period]) => sum + amplitude * Math.sin((of / period) * Math.PI), 0);
  const common = wave(x, [
    [20, 1 / 6],
    [20, 1 / 2],
  ]);
  const root = Math.sqrt(Math.abs(x));
  const northWaves =
    common +
    wave(y, [
      [20, 1],
      [40, 3],
      [160, 12],
      [320, 30],
    ]);
  const eastWaves =
    common +
    wave(x, [
      [20, 1],
      [40, 3],
      [150, 12],
      [300, 30],
    ]);
  return {
    north: -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (2 / 3) * northWaves,
    east: 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (2 / 3) * eastWaves,
  };
}

/** Five places: a metre. */
export const rounded = ({ latitude, longitude }: Coordinates): Coordinates => ({
  latitude: Math.round(latitude * 1e5) / 1e5,
  longitude: Math.round(longitude * 1e5) / 1e5,
});

/** The box of degrees that has every point within so many metres. */
export function boxAround({ latitude, longitude }: Coordinates, metres: number) {
  const height = (metres / EARTH_RADIUS_M) * (180 / Math.PI);
  // The widest parallel of the box is the one nearest to a pole.
  const shortest = Math.cos(radians(Math.min(89, Math.abs(latitude) + height)));
  const width = height / shortest;
  return {
    west: longitude - width,
    east: longitude + width,
    south: latitude - height,
    north: latitude + height,
  };
}
