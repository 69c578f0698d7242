import { type CreatorFrameShape, CreatorParser, type CreatorSink, encodeCreatorFrame } from './creator.ts';

/**
 * The frame of CREATOR's older readers: CRT-310 (communication protocol CRT-310 V3.0, 2007).
 *
 * ```
 *   offset  0     1      2     3 …                                 last
 *         ┌────┬──────┬──────┬────────────────────────────┬────┬─────┐
 *         │ 02 │ LENH │ LENL │ text                       │ 03 │ BCC │
 *         └────┴──────┴──────┴────────────────────────────┴────┴─────┘
 *   host     CM PM data (0–264)
 *   unit     CM PM data (0–264)      the answer; how it went is in the data
 *            4E CM E                 refused
 * ```
 */
export const CRT_310_FRAME: CreatorFrameShape = {
  start: 0x02,
  addressed: false,
  shortestText: 2,
  longestText: 2 + 264,
};

export const crt310Parser = (sink: CreatorSink): CreatorParser => new CreatorParser(CRT_310_FRAME, sink);

export const encodeCrt310Frame = (text: Uint8Array): Uint8Array => encodeCreatorFrame(CRT_310_FRAME, 0, text);
