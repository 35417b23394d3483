import { createWriteStream, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { gb18030 } from '../gb18030.ts';

const UNITS = 5_000;
const MONTHS = 40;
const FIRST_YEAR = 2021;

/** Hazards as ledgers describe them; long and short, with the signs that CSV must quote. */
const DESCRIPTIONS = [
  '灭火器压力不足',
  '二楼西侧疏散通道堆放课桌椅，影响紧急疏散',
  '食堂冷库温度记录缺 3 天',
  '配电箱未上锁，箱门"有电危险"标识脱落',
  '外墙砖空鼓，下方未设围挡',
];
const AREAS = ['消防', '校舍', '食品安全', '实验室', '校车'];
const HEADER =
  '报送月份,单位代码,单位名称,隐患编号,发现日期,隐患来源,部位,隐患描述,领域,隐患等级,整改措施,投入资金,整改期限,整改责任单位,整改责任人,整改情况,整改完成日期,延期次数,临时管控措施,应急预案,督办编号,提级对象';

const unitCode = (index: number): string => `U${String(index).padStart(5, '0')}`;
const unitName = (index: number): string => `第${index}实验小学`;
const quoted = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const two = (number: number): string => String(number).padStart(2, '0');

/** A register of every unit that {@link writeLedger} names. */
export function writeRegister(folder: string): string {
  const rows = Array.from(
    { length: UNITS },
    (_, index) => `${unitCode(index)},${unitName(index)},小学,第${index % 12}片区`,
  );
  const path = join(folder, 'register.csv');
  writeFileSync(path, `单位代码,单位名称,单位类别,片区\n${rows.join('\n')}\n`);
  return path;
}

/**
 * Writes a hazard ledger, always the same for the same arguments.
 * @param dirty written as people do: GB18030, a title above, dates in several styles, full-width
 *   digits, units in cells, and one row in fifty that is wrong
 */
export async function writeLedger(path: string, rows: number, dirty: boolean): Promise<void> {
  const file = createWriteStream(path);
  const encode = dirty ? gb18030 : (text: string) => Buffer.from(text);
  const write = async (text: string) => {
    if (!file.write(encode(text))) await once(file, 'drain');
  };
  await write(`${dirty ? '隐患排查治理台账（汇总）\r\n' : ''}${HEADER}${dirty ? '\r\n' : '\n'}`);
  let part: string[] = [];
  for (let index = 0; index < rows; index++) {
    part.push(line(index, dirty));
    if (part.length < 10_000 && index < rows - 1) continue;
    await write(part.join(''));
    part = [];
  }
  file.end();
  await once(file, 'close');
}

/** The first rows of a clean ledger as cells, and its header. */
export function ledgerRows(rows: number): string[][] & { header: string[] } {
  const cells = Array.from({ length: rows }, (_, index) => cellsOf(index, false));
  return Object.assign(cells, { header: HEADER.split(',') });
}

const line = (index: number, dirty: boolean): string =>
  `${cellsOf(index, dirty).map(quoted).join(',')}${dirty ? '\r\n' : '\n'}`;

function cellsOf(index: number, dirty: boolean): string[] {
  const unit = (index * 7919) % UNITS;
  const month = Math.floor(index / UNITS) % MONTHS;
  const [year, monthNumber] = [FIRST_YEAR + Math.floor(month / 12), (month % 12) + 1];
  const day = (index % 27) + 1;
  const closed = index % 3 !== 0;
  const date = (shift: number): string => {
    const moment = new Date(Date.UTC(year, monthNumber - 1, day + shift));
    const [y, m, d] = [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()];
    if (!dirty || index % 4 === 0) return `${y}-${two(m)}-${two(d)}`;
    return index % 4 === 1
      ? `${y}.${m}.${d}`
      : index % 4 === 2
        ? `${y}年${m}月${d}日`
        : `${y}/${m}/${d}`;
  };
  const wrong = dirty && index % 50 === 49;
  return [
    dirty && index % 2 ? `${year}年${monthNumber}月` : `${year}-${two(monthNumber)}`,
    wrong && index % 100 === 99 ? 'X99999' : unitCode(unit),
    unitName(unit),
    `YH-${index}`,
    wrong && index % 100 !== 99 ? '上周三' : date(0),
    index % 2 ? '学校自查' : '',
    `${(index % 5) + 1}号楼`,
    `${DESCRIPTIONS[index % DESCRIPTIONS.length] ?? ''}${dirty ? '' : `（第 ${index % 1009} 处）`}`,
    AREAS[index % AREAS.length] ?? '',
    index % 97 === 0 ? '重大' : '一般',
    '限期整改',
    dirty && index % 3 === 0 ? `${index % 9000}元` : String(index % 9000),
    date(14),
    '总务处',
    '王老师',
    closed ? '已销号' : '整改中',
    closed ? date(7) : '',
    dirty ? (index % 5 === 0 ? '０' : '0') : closed ? '0' : '1',
    dirty ? '' : '值班教师每日巡查',
    dirty ? '' : '消防应急预案',
    dirty || closed ? '' : `DB-${index}`,
    dirty || closed ? '' : '教育局',
  ];
}
