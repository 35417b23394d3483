/** Text as GBK bytes: TextEncoder knows only UTF-8, so the pairs are found by decoding each. */
export function gbk(content: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const pairs = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  return Uint8Array.from(
    [...content].flatMap((letter) => pairs.get(letter) ?? [letter.codePointAt(0) ?? 63]),
  );
}
