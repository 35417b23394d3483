/** A name as the archive holds it, and whether it says that it is UTF-8. */
interface RawName {
  readonly bytes: Uint8Array;
  readonly utf8: boolean;
}

const HAN = /\p{Script=Han}/u;

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Names of one archive in one encoding; undefined where one of them is not in it. */
function allIn(encoding: string, names: readonly RawName[]): string[] | undefined {
  const decoded = names.map(({ bytes }) => strictly(encoding, bytes));
  return decoded.every((name) => name !== undefined) ? decoded : undefined;
}

/**
 * Decodes the names in an archive. Those not marked as UTF-8 are judged together, since one program
 * wrote them: UTF-8 where all of them are, unless only GB18030 makes Chinese of them (short names in
 * GBK can be UTF-8 of nothing Chinese by chance); else GB18030, as Chinese Windows writes them.
 * @returns paths with slashes that stay below the archive; those of folders end in one
 */
export function decodeNames(names: readonly RawName[]): string[] {
  // Letters of ASCII, as all parts of a workbook are named in, are the same in either.
  if (names.every(({ bytes }) => bytes.every((byte) => byte < 0x80)))
    return names.map(({ bytes }) => pathBelow(Buffer.from(bytes).toString('latin1')));
  const unmarked = names.filter(({ utf8 }) => !utf8);
  const asUtf8 = allIn('utf-8', unmarked);
  const asChinese = allIn('gb18030', unmarked);
  const hasHan = (candidates: readonly string[] | undefined): boolean =>
    candidates?.some((name) => HAN.test(name)) ?? false;
  const preferChinese = !asUtf8 || (!hasHan(asUtf8) && hasHan(asChinese));
  const encoding = preferChinese && asChinese ? 'gb18030' : 'utf-8';
  return names.map(({ bytes, utf8 }) =>
    pathBelow(new TextDecoder(utf8 ? 'utf-8' : encoding).decode(bytes)),
  );
}

/** A path that leads nowhere but down: no drive, no root, no step up, no control characters. */
function pathBelow(name: string): string {
  const folder = /[/\\]$/.test(name);
  const steps = name
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .split(/[/\\]+/)
    .filter((step) => !['', '.', '..'].includes(step) && !/^[a-z]:$/i.test(step));
  return steps.join('/') + (folder ? '/' : '');
}
