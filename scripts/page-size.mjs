// How much script the page loads before its first paint, and in each piece that comes later; the build fails above it.
import { gzipSync } from 'node:zlib';

/** kB are 1,000 bytes, gzip -9. The first load is what stands between a restart and the first paint. */
const FIRST_LOAD_MAX_KB = 48;
const LATER_CHUNK_MAX_KB = 25;

/**
 * What of a chunk of vite's output matters here.
 * @typedef {object} Chunk
 * @property {string} fileName
 * @property {string} code
 * @property {boolean} isEntry
 * @property {readonly string[]} imports files that are loaded with it
 */

/**
 * @typedef {object} Size
 * @property {string} name
 * @property {number} kB
 * @property {number} maxKB
 */

/**
 * The first load as one, then each later piece, the largest first.
 * @param {readonly Chunk[]} chunks
 * @returns {Size[]}
 */
export function sizesOfPage(chunks) {
  const first = firstLoad(chunks);
  const kBOf = (/** @type {Chunk} */ { code }) => gzipSync(code, { level: 9 }).length / 1_000;
  const together = chunks
    .filter(({ fileName }) => first.has(fileName))
    .reduce((sum, chunk) => sum + kBOf(chunk), 0);
  return [
    { name: 'first load', kB: together, maxKB: FIRST_LOAD_MAX_KB },
    ...chunks
      .filter(({ fileName }) => !first.has(fileName))
      .map((chunk) => ({ name: chunk.fileName, kB: kBOf(chunk), maxKB: LATER_CHUNK_MAX_KB }))
      .sort((one, other) => other.kB - one.kB),
  ];
}

/**
 * The document's own script and everything that it cannot begin without.
 * @param {readonly Chunk[]} chunks
 */
function firstLoad(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  /** @type {Set<string>} */
  const wanted = new Set();
  const want = (/** @type {string} */ fileName) => {
    if (wanted.has(fileName)) return;
    wanted.add(fileName);
    for (const imported of byName.get(fileName)?.imports ?? []) want(imported);
  };
  for (const { fileName, isEntry } of chunks) if (isEntry) want(fileName);
  return wanted;
}

/** @param {Size} size */
const line = ({ name, kB, maxKB }) => `  ${kB.toFixed(1).padStart(5)} of ${maxKB} kB  ${name}`;

/**
 * Tells the sizes.
 * @param {readonly Chunk[]} chunks
 * @throws where one is too large
 */
export function requireSmallPage(chunks) {
  const sizes = sizesOfPage(chunks);
  const tooLarge = sizes.filter(({ kB, maxKB }) => kB > maxKB);
  if (tooLarge.length > 0) {
    const lines = tooLarge.map(line).join('\n');
    throw new Error(`build: the page has grown beyond what a slow kiosk loads in time (gzip -9):\n${lines}`);
  }
  const [first, ...later] = sizes;
  const largest = later.slice(0, 3);
  console.log(
    [
      'Script of the page, gzip -9:',
      ...[first, ...largest].flatMap((size) => (size ? [line(size)] : [])),
    ].join('\n'),
  );
}
