/**
 * The security module's own number, as makers print it on the reader: `05.03-20140101-0000000001-0000000002`.
 *
 * ```
 *   0      2      4          8          12         16   little-endian
 *   │ u16  │ u16  │ u32 date │ u32      │ u32      │
 * ```
 */
export function formatModuleId(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const digits = (value: number, count: number) => String(value).padStart(count, '0');
  const series = `${digits(view.getUint16(0, true), 2)}.${digits(view.getUint16(2, true), 2)}`;
  const [date, first, second] = [4, 8, 12].map((offset) => view.getUint32(offset, true)) as [
    number,
    number,
    number,
  ];
  return `${series}-${digits(date, 8)}-${digits(first, 10)}-${digits(second, 10)}`;
}
