export type CsvEncoding = 'gb18030' | 'utf-8-bom' | 'utf-8';

/** A CSV file of the given fields, with the line ends of Windows, as Excel saves it. */
export function csv(rows: readonly (readonly string[])[], encoding: CsvEncoding): Buffer {
  const body = rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
  if (encoding === 'gb18030') return encodeGb18030(body);
  return Buffer.from(encoding === 'utf-8-bom' ? `\uFEFF${body}` : body, 'utf8');
}

const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

let table: Map<string, number> | undefined;

/** Node decodes GB18030 but does not encode it: so its two-byte part is turned round once. */
function gb18030Table(): Map<string, number> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('gb18030');
  const bytes = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      bytes[0] = lead;
      bytes[1] = trail;
      const letter = decoder.decode(bytes);
      if (letter.length === 1 && !table.has(letter)) table.set(letter, (lead << 8) | trail);
    }
  }
  return table;
}

/** Throws a RangeError on a character outside the two-byte part of GB18030: our texts use none. */
function encodeGb18030(text: string): Buffer {
  const codes = gb18030Table();
  const bytes = Buffer.alloc(text.length * 2);
  let length = 0;
  for (const letter of text) {
    const point = letter.charCodeAt(0);
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    const pair = codes.get(letter);
    if (pair === undefined) throw new RangeError(`not in GBK: ${letter}`);
    bytes[length++] = pair >> 8;
    bytes[length++] = pair & 0xff;
  }
  return bytes.subarray(0, length);
}
