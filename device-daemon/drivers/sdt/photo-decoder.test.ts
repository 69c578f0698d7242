import { expect, it } from 'vitest';
import { err, ok } from '#shared/result.ts';
import { decodePhoto, PHOTO_HEIGHT, PHOTO_WIDTH } from './photo-decoder.ts';

const picture = (width: number, height: number) => ({
  width,
  height,
  bgr: new Uint8Array(width * height * 3),
});

it('a decoder that gives a picture of another size is not believed', async () => {
  const wlt = new Uint8Array(1024);
  const right = picture(PHOTO_WIDTH, PHOTO_HEIGHT);
  expect(await decodePhoto(wlt, { decode: async () => ok(right) })).toEqual(ok(right));
  expect(await decodePhoto(wlt, { decode: async () => ok(picture(126, 102)) })).toEqual(err('unreadable'));
  expect(await decodePhoto(wlt, { decode: async () => ok({ ...right, bgr: new Uint8Array(9) }) })).toEqual(
    err('unreadable'),
  );
  expect(await decodePhoto(wlt, { decode: async () => err('unreadable') })).toEqual(err('unreadable'));
});
