import { Failure, text } from '../../contracts/index.ts';

/** A text file's content and the encoding it was in, as the ledger names it. */
export interface DecodedText {
  readonly content: string;
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

function tryStrictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** At this share of zero bytes on one side, text is UTF-16: its commas, digits and line ends have them. */
const WIDE_SHARE = 0.02;
/** How much is looked at to tell. */
const WIDE_BYTES = 65_536;

/**
 * The byte order of UTF-16 text, told by its mark, else by where the zero bytes of its ASCII stand.
 * @param head the beginning of a file
 * @returns undefined where it is no UTF-16
 */
export function wideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (!head.includes(0)) return undefined;
  const zeros: [even: number, odd: number] = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  // 一 and a few others end in a zero byte too, on the other side.
  if (Math.min(even, odd) * 3 > Math.max(even, odd)) return undefined;
  if (Math.max(even, odd) < (head.length / 2) * WIDE_SHARE) return undefined;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  try {
    const content = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return /[^\P{Cc}\t\r\n]/u.test(content) ? undefined : encoding;
  } catch {
    return undefined;
  }
}

const REPLACED = /\uFFFD/g;
const BEYOND_ASCII = /[^\0-\x7F]/g;
/** At most this share of the characters beyond ASCII may be damaged for the encoding to be believed. */
const DAMAGED_SHARE = 0.05;

/** Text of which a few bytes are damaged; each leaves a U+FFFD, by which the check finds its row. */
function tryLeniently(encoding: string, bytes: Uint8Array): string | undefined {
  const content = new TextDecoder(encoding).decode(bytes);
  const damaged = content.match(REPLACED)?.length ?? 0;
  const beyond = content.match(BEYOND_ASCII)?.length ?? 0;
  return damaged <= beyond * DAMAGED_SHARE ? content : undefined;
}

/**
 * Decodes text by its byte order mark, else as UTF-16 where its zero bytes say so, as UTF-8 where it
 * is valid UTF-8, else as GB18030 (which holds GBK and GB2312, what Excel saves on a Chinese
 * Windows). Where a few bytes are damaged the rest is still read: text that is almost UTF-8 is never
 * taken for GB18030, which would make other characters of all of it.
 * @throws Failure `encoding_unknown` where none of them fits
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes.subarray(0, WIDE_BYTES));
  if (wide) return { content: new TextDecoder(wide).decode(bytes), encoding: wide };
  const [first, second, third] = bytes;
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  const utf8 = tryStrictly('utf-8', bytes) ?? tryLeniently('utf-8', bytes);
  if (utf8 !== undefined) return { content: utf8, encoding: marked ? 'utf-8-bom' : 'utf-8' };
  const chinese = tryStrictly('gb18030', bytes) ?? tryLeniently('gb18030', bytes);
  if (chinese !== undefined) return { content: chinese, encoding: 'gb18030' };
  throw new Failure(
    'encoding_unknown',
    text(
      '文字编码既不是 UTF-8 也不是 GB18030',
      'The text is neither UTF-8 nor GB18030: its encoding is unknown',
    ),
    {
      hint: text(
        '请在 Excel 中另存为“CSV UTF-8”或 .xlsx。',
        'Save it in Excel as "CSV UTF-8" or .xlsx.',
      ),
    },
  );
}
