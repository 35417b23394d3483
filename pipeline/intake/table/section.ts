import type { CellWords } from './evidence.ts';
import { wordKey } from '../check/words.ts';
import { namesMonth } from './period.ts';
import { mayBeTitle } from './rows.ts';

/** What a row that stands alone within a table says of the rows below it. */
export interface Section {
  readonly words: string;
  readonly unit: boolean;
  readonly month: boolean;
}

const LONGEST = 30;
/** 一、 （一） 1. 第一部分： before a heading. */
const NUMBERING =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+部分[:：]?)\s*/u;
const LABEL = /^(?:填报|报送|上报)?(?:单位|学校|园所|校名|园名)(?:名称)?\s*[:：]/u;
const SCHOOL = /(?:小学|中学|高中|初中|学校|幼儿园|校区|分校|分园|中心|公司|机构)$/u;

/** The name in a heading: without its number, what follows in brackets, and the time. */
export const nameIn = (words: string): string =>
  words
    .normalize('NFKC')
    .trim()
    .replace(NUMBERING, '')
    .replace(/^\d{4}年(?:\d{1,2}月份?)?/u, '')
    .replace(/(?:\(.*\)|\d{4}年.*|\d{1,2}月份?.*|[:：。])$/u, '')
    .trim();

/**
 * Reads a row with a single filled cell as a heading of the rows below.
 * @param wants what the table has no column for and a heading may therefore supply
 */
export function sectionOf(
  words: string,
  wants: { readonly unit: boolean; readonly month: boolean },
  { isUnit }: CellWords,
): Section | undefined {
  if (words.length > LONGEST || !mayBeTitle(words.replace(NUMBERING, ''))) return undefined;
  const name = nameIn(words);
  const unit =
    wants.unit &&
    name.length >= 2 &&
    (LABEL.test(words) || SCHOOL.test(name) || isUnit(wordKey(name)));
  const month = wants.month && namesMonth(words);
  return unit || month ? { words, unit, month } : undefined;
}
