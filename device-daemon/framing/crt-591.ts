import { type CreatorFrameShape, CreatorParser, type CreatorSink, encodeCreatorFrame } from './creator.ts';

/**
 * The frame of CREATOR's "F2" family: CRT-591, CRT-571 (communication protocol CRT-591-M001 V1.0, 1.2).
 *
 * ```
 *   offset  0     1      2      3     4 …                                  last
 *         ┌────┬──────┬──────┬──────┬─────────────────────────────┬────┬─────┐
 *         │ F2 │ ADDR │ LENH │ LENL │ text                        │ 03 │ BCC │
 *         └────┴──────┴──────┴──────┴─────────────────────────────┴────┴─────┘
 *   host     43 CM PM data (0–512)
 *   unit     50 CM PM st0 st1 st2 data (0–512)       done
 *            4E CM PM e1 e0 data                     failed; the document prints 45 for the same letter
 * ```
 */
export const CRT_591_FRAME: CreatorFrameShape = {
  start: 0xf2,
  addressed: true,
  shortestText: 5,
  longestText: 6 + 512,
};

export const crt591Parser = (sink: CreatorSink): CreatorParser => new CreatorParser(CRT_591_FRAME, sink);

export const encodeCrt591Frame = (address: number, text: Uint8Array): Uint8Array =>
  encodeCreatorFrame(CRT_591_FRAME, address, text);
