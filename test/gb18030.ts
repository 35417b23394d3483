/** The two bytes of each letter by its code, as one number; 0 where it has none. */
let pairs: Uint16Array | undefined;

function pairsOfLetters(): Uint16Array {
  const found = new Uint16Array(0x10000);
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      found[letter.codePointAt(0) ?? 0] = lead * 256 + trail;
    }
  }
  return found;
}

/** Text as GB18030 bytes, which Node cannot write; the letters of two bytes are all that tests need. */
export function gb18030(text: string): Buffer {
  pairs ??= pairsOfLetters();
  const bytes = Buffer.allocUnsafe(text.length * 3);
  let at = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const pair = code < 0x80 ? 0 : (pairs[code] ?? 0);
    at = pair === 0 ? at + bytes.write(letter, at) : bytes.writeUInt16BE(pair, at);
  }
  return bytes.subarray(0, at);
}
