/** Two digits a byte; an odd number of them is filled up with F. */
export function encodePin(digits: string): Buffer {
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}f`, 'hex');
}
