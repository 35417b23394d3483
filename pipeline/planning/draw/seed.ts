import { Failure, text } from '../../contracts/index.ts';

/**
 * Writes announced random values as one text, as RFC 3797 §4.1 does, so that nobody can choose among
 * spellings: each source ends with `/`, each of its values with `.`; whole numbers are sorted; any other
 * source is one value, of which letters, made capital, and digits are kept.
 * https://www.rfc-editor.org/rfc/rfc3797#section-4.1
 * @param sources one text a source, in the announced order: `9 18 26 34 41 45` or `ab-12 cd`
 * @throws Failure `draw_seed_empty` where a source holds nothing
 */
export function seedText(sources: readonly string[]): string {
  if (sources.length === 0) throw empty('');
  return sources.map(canonicalSource).join('');
}

function canonicalSource(source: string): string {
  const parts = source
    .normalize('NFKC')
    .trim()
    .split(/[\s,，、;；]+/);
  if (parts.every((part) => /^\d+$/.test(part))) {
    const numbers = parts.map((part) => BigInt(part)).sort((a, b) => (a < b ? -1 : 1));
    return `${numbers.map((number) => `${number}.`).join('')}/`;
  }
  const kept = source
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (kept === '') throw empty(source);
  return `${kept}./`;
}

const empty = (source: string): Failure =>
  new Failure(
    'draw_seed_empty',
    text(`种子来源“${source}”为空`, `The source "${source}" of the seed is empty`),
    {
      hint: text(
        '填写承诺书中公告的公开数值，例如开奖号码',
        'Give the public value that was announced, such as the numbers of a lottery',
      ),
    },
  );
