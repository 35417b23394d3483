import type { Contract } from '../../contracts/index.ts';

/**
 * How a header was recognised as a column: by the contract's own names, by a synonym, by what a
 * bureau confirmed, or by likeness together with what stands under it; `made`: there is no such header,
 * the values are made of others.
 */
export type HowMatched = 'label' | 'synonym' | 'confirmed' | 'similar' | 'made';

export interface ColumnMatch {
  /** Null where a bureau said that the header is none of ours. */
  readonly column: string | null;
  readonly how: HowMatched;
}

/** What bureaus said of headers: dataset → header key → column, or null for none of ours. */
export type HeaderWords = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

const BRACKETS = /[（(【[〔{][^（(【[〔{）)】\]〕}]*[）)】\]〕}]/gu;

/** Full-width forms made plain, case and every space and sign dropped. */
const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What two headers must share to be held the same; what stands in brackets (units, remarks) does not count. */
export function headerKey(header: string): string {
  return plain(header.replace(BRACKETS, '')) || plain(header);
}

/** Units that a header may put on its numbers and that our readers do not take as the plain one. */
const SCALES = ['万元', '千元', '百元', '亿元', '万人', '千人', '万', '亿', '分钟', '分', '小时'];

/** The unit in a header's brackets where leaving it out would change the numbers: 资金（万元） → 万元. */
export function scaleOf(header: string): string | undefined {
  const inside = header.match(BRACKETS)?.map((bracket) => bracket.slice(1, -1)) ?? [];
  return inside
    .map((words) => words.replace(/单位|[:：\s]/g, ''))
    .find((word) => SCALES.includes(word));
}

const indexes = new Map<Contract, ReadonlyMap<string, ColumnMatch>>();

/** Header key → column of a contract; label, English label and name before synonyms. */
export function headerIndex(contract: Contract): ReadonlyMap<string, ColumnMatch> {
  const known = indexes.get(contract);
  if (known) return known;
  const index = new Map<string, ColumnMatch>();
  const add = (header: string, column: string, how: HowMatched) => {
    const key = headerKey(header);
    if (!index.has(key)) index.set(key, { column, how });
  };
  for (const { name, label } of contract.columns) {
    for (const header of [label.zh, label.en, name]) add(header, name, 'label');
  }
  for (const { name, synonyms = [] } of contract.columns) {
    for (const header of synonyms) add(header, name, 'synonym');
  }
  indexes.set(contract, index);
  return index;
}

/** What a contract's column a header key is; a bureau's word goes before the contract's. */
export function knownHeader(
  contract: Contract,
  key: string,
  words: HeaderWords,
): ColumnMatch | undefined {
  const confirmed = words.get(contract.dataset)?.get(key);
  return confirmed === undefined
    ? headerIndex(contract).get(key)
    : { column: confirmed, how: 'confirmed' };
}
