/**
 * Which records P1 and the low three bits of P2 mean (社会保障（个人）卡规范 part 5, READ RECORD).
 *
 * ```
 *   000 first with tag P1    001 last with it    010 next with it    011 previous with it    (P1 00: any tag)
 *   100 number P1 (00: the current one)          101 from P1 to the last                     110 from the last to P1
 * ```
 * @param current number of the record that was read last, 0 for none
 */
export function recordsMeant(
  records: readonly Uint8Array[],
  p1: number,
  form: number,
  current: number,
): { readonly numbers: readonly number[]; readonly newCurrent: number } | null {
  const numbers = numbersMeant(records, p1, form, current);
  const [first] = numbers;
  return first === undefined
    ? null
    : // The pointer moves with reading by tag only.
      { numbers, newCurrent: form < READ_NUMBER ? first : current };
}

const READ_NUMBER = 0b100;

function numbersMeant(
  records: readonly Uint8Array[],
  p1: number,
  form: number,
  current: number,
): readonly number[] {
  const all = records.map((_, index) => index + 1);
  const fitting = all.filter((number) => p1 === 0 || records[number - 1]?.[0] === p1);
  switch (form) {
    case 0b000:
      return fitting.slice(0, 1);
    case 0b001:
      return fitting.slice(-1);
    case 0b010:
      return fitting.filter((number) => number > current).slice(0, 1);
    case 0b011:
      // With no current record "previous" means the last one.
      return fitting.filter((number) => current === 0 || number < current).slice(-1);
    case READ_NUMBER:
      return all.filter((number) => number === (p1 === 0 ? current : p1));
    case 0b101:
      return all.slice(Math.max(p1, 1) - 1);
    case 0b110:
      return all.slice(Math.max(p1, 1) - 1).reverse();
    default:
      return [];
  }
}
