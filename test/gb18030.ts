const codes = new Map<string, Buffer>();

/** Text as GB18030 bytes, which Node cannot write; the letters of two bytes are all that tests need. */
export function gb18030(text: string): Buffer {
  if (codes.size === 0) {
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const pair = Buffer.from([lead, trail]);
        if (trail !== 0x7f) codes.set(decoder.decode(pair), pair);
      }
    }
  }
  return Buffer.concat([...text].map((letter) => codes.get(letter) ?? Buffer.from(letter)));
}
