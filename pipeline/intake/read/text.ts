import { Failure, text } from '../../contracts/index.ts';

/** A text file's content and the encoding it was in, as the ledger names it. */
export interface DecodedText {
  readonly content: string;
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

const strictly = (encoding: string, bytes: Uint8Array): string =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes);

function tryStrictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return strictly(encoding, bytes);
  } catch {
    return undefined;
  }
}

/**
 * Decodes text by its byte order mark, else as UTF-8 where it is valid UTF-8, else as GB18030
 * (which holds GBK and GB2312, what Excel saves on a Chinese Windows).
 * @throws Failure `encoding_unknown` where none of them fits
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) {
    return { content: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  }
  if (first === 0xfe && second === 0xff) {
    return { content: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' };
  }
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  const utf8 = tryStrictly('utf-8', bytes);
  if (utf8 !== undefined) return { content: utf8, encoding: marked ? 'utf-8-bom' : 'utf-8' };
  const chinese = tryStrictly('gb18030', bytes);
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
