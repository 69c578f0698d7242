import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxAround, type Coordinates, EARTH_RADIUS_M, gcj02OfWgs84, wgs84OfGcj02 } from './coordinates.ts';

const inChina = fc.record({
  latitude: fc.double({ min: 4, max: 53, noNaN: true }),
  longitude: fc.double({ min: 74, max: 134, noNaN: true }),
});

const metresBetween = (one: Coordinates, other: Coordinates): number => {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((other.latitude - one.latitude) * rad) / 2) ** 2 +
    Math.cos(one.latitude * rad) *
      Math.cos(other.latitude * rad) *
      Math.sin(((other.longitude - one.longitude) * rad) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h));
};

describe('from GPS to the maps of China', () => {
  // Tian’anmen as it is widely published in both systems.
  test('a known point', () => {
    const { latitude, longitude } = gcj02OfWgs84({ latitude: 39.915, longitude: 116.404 });
    expect(latitude).toBeCloseTo(39.916404, 6);
    expect(longitude).toBeCloseTo(116.410244, 6);
  });

  test('and back is where it was, to a centimetre', () => {
    fc.assert(fc.property(inChina, (at) => metresBetween(wgs84OfGcj02(gcj02OfWgs84(at)), at) < 0.01));
  });

  test('is never further than a kilometre', () => {
    fc.assert(fc.property(inChina, (at) => metresBetween(gcj02OfWgs84(at), at) < 1000));
  });

  test('changes nothing elsewhere', () => {
    const paris = { latitude: 48.8584, longitude: 2.2945 };
    expect(gcj02OfWgs84(paris)).toEqual(paris);
    expect(wgs84OfGcj02(paris)).toEqual(paris);
  });
});

test('the box around a hall has everything that is near', () => {
  const metres = fc.integer({ min: 100, max: 200_000 });
  const bearing = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
  fc.assert(
    fc.property(inChina, metres, bearing, (hall, within, angle) => {
      const arc = (within * 0.999) / EARTH_RADIUS_M;
      const rad = Math.PI / 180;
      const phi = hall.latitude * rad;
      const latitude = Math.asin(
        Math.sin(phi) * Math.cos(arc) + Math.cos(phi) * Math.sin(arc) * Math.cos(angle),
      );
      const longitude =
        hall.longitude +
        Math.atan2(
          Math.sin(angle) * Math.sin(arc) * Math.cos(phi),
          Math.cos(arc) - Math.sin(phi) * Math.sin(latitude),
        ) /
          rad;
      const box = boxAround(hall, within);
      return (
        latitude / rad >= box.south &&
        latitude / rad <= box.north &&
        longitude >= box.west &&
        longitude <= box.east
      );
    }),
  );
});
