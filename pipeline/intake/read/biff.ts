/** Records of a workbook stream that tell where its sheets begin and end. */
const RECORD = { begin: 0x0809, end: 0x000a, sheet: 0x0085, filePass: 0x002f };
const HEADER_BYTES = 4;

/**
 * Whether every sheet of a BIFF5 or BIFF8 stream is there to its end. Streams of earlier versions hold
 * a single sheet and count as complete, locked ones too: their reader says so.
 */
export function isCompleteWorkbook(stream: Uint8Array): boolean {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.length);
  if (bytes.length < HEADER_BYTES || bytes.readUInt16LE(0) !== RECORD.begin) return true;
  const sheets: number[] = [];
  const end = walk(bytes, 0, (type, at, length) => {
    if (type === RECORD.sheet && length >= 4) sheets.push(bytes.readUInt32LE(at));
  });
  if (end === 'locked') return true;
  return end === 'whole' && sheets.every((start) => walk(bytes, start) === 'whole');
}

/** Walks records from a beginning to its matching end. */
function walk(
  bytes: Buffer,
  start: number,
  visit: (type: number, at: number, length: number) => void = () => undefined,
): 'whole' | 'locked' | 'broken' {
  let depth = 0;
  for (let at = start; at + HEADER_BYTES <= bytes.length;) {
    const type = bytes.readUInt16LE(at);
    const length = bytes.readUInt16LE(at + 2);
    at += HEADER_BYTES;
    if (at + length > bytes.length) return 'broken';
    if (type === RECORD.filePass) return 'locked';
    if (type === RECORD.begin) depth++;
    else if (depth === 0) return 'broken';
    if (type === RECORD.end && --depth === 0) return 'whole';
    visit(type, at, length);
    at += length;
  }
  return 'broken';
}
