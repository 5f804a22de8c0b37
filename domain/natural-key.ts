/** `10.0.2.0` before `10.0.10.0`, and `vbr-9` before `vbr-10`: digits are padded so that text order is number order. */
export function naturalKey(text: string): string {
  return text.toLowerCase().replace(/\d+/gu, (digits) => digits.padStart(10, '0'));
}
