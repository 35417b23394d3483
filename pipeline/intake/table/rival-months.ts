import { text, type Text } from '../../contracts/index.ts';
import { cellText } from '../grid.ts';
import { monthIn } from './period.ts';
import type { Table } from './table.ts';

/** The column of each dataset whose days lie in the month of the return, or in none after it. */
const HAPPENED: Readonly<Record<string, { column: string; older: boolean }>> = {
  // A hazard that is still open is listed again: its day may lie long before the month.
  hazard: { column: 'found_date', older: true },
  drill: { column: 'drill_date', older: false },
};

/** A text that names a month, and what it is. */
interface Named {
  readonly month: string;
  readonly words: string;
  readonly place: Text;
}

/**
 * Settles which month a table is of where its title, its sheet and its file name different ones: the one
 * that the days in it bear out, else the one named nearest. Either way it is told.
 * @param fileName undefined where the file holds several months and its name can only tell one of them
 */
export function settleMonth(table: Table, fileName: string | undefined): Table {
  const { month, contract, titles, sheet, period } = table;
  if (!month || !contract.period) return table;
  const named = monthsNamed(titles, sheet, fileName, period.year ?? month.slice(0, 4));
  if (new Set(named.map((item) => item.month)).size < 2) return table;
  const days = monthsOfDays(table);
  const inside = (item: Named) =>
    days.filter((day) => day === item.month || day === item.month.slice(5, 7)).length;
  const happened = HAPPENED[contract.dataset];
  const nearest = named.find((item) => item.month === month);
  const borneOut = named
    .filter((item) => inside(item) > 0 && (!happened?.older || item.month >= month))
    .sort((one, other) =>
      happened?.older
        ? other.month.localeCompare(one.month)
        : inside(other) - inside(one) || Number(other === nearest) - Number(one === nearest),
    )[0];
  const chosen = borneOut ?? nearest;
  if (!chosen) return table;
  const said = (locale: 'zh' | 'en', comma: string) =>
    named
      .map(
        ({ place, words }) => `${place[locale]}${locale === 'zh' ? `“${words}”` : ` "${words}"`}`,
      )
      .join(comma);
  const label = chosen.month.slice(0, 7);
  const why = borneOut
    ? text(
        `表中的日期在 ${label}，已按 ${label} 读取`,
        `its days are of ${label}, so it was read as that`,
      )
    : text(
        `表中的日期定不下来，已按 ${label} 读取`,
        `its days do not settle it; it was read as ${label}`,
      );
  return {
    ...table,
    month: chosen.month,
    period: { ...period, month: chosen.month },
    doubts: [
      ...table.doubts,
      {
        code: 'months_disagree',
        column: contract.period,
        value: chosen.words,
        reason: text(
          `${said('zh', '，')}，写的不是同一个月；${why.zh}，请核对，改正写错的一处`,
          `${said('en', ', ')}: not the same month; ${why.en}. Check it, and mend what is wrong`,
        ),
      },
    ],
  };
}

/** The month that the nearest title names, that of the sheet, and that of the file. */
function monthsNamed(
  titles: readonly string[],
  sheet: string,
  fileName: string | undefined,
  year: string,
): Named[] {
  const inText = (words: string, place: Text): Named[] => {
    const month = monthIn(words, year);
    return month ? [{ month, words, place }] : [];
  };
  const inTitles = titles.flatMap((words) => inText(words, text('标题', 'the title')));
  return [
    ...inTitles.slice(0, 1),
    ...inText(sheet, text('工作表', 'the sheet')),
    ...inText(fileName ?? '', text('文件名', 'the file name')),
  ];
}

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);

/** Months of the days in the column that tells: `YYYY-MM-01`, or `MM` where a year is left out. */
function monthsOfDays({ contract, columns, rows }: Table): string[] {
  const happened = HAPPENED[contract.dataset];
  const [position] = columns.find(({ column }) => column === happened?.column)?.positions ?? [];
  if (position === undefined) return [];
  return rows.flatMap(({ read }) => monthOfDay(cellText(read, position).normalize('NFKC')) ?? []);
}

function monthOfDay(cell: string): string | undefined {
  if (/^[3-7]\d{4}(?:\.\d+)?$/.test(cell))
    return `${new Date(EPOCH + Number(cell) * DAY_MS).toISOString().slice(0, 7)}-01`;
  const compact = /^(\d{4})(\d{2})\d{2}$/.exec(cell);
  const [, year, month] =
    compact ?? /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*\d{1,2}/u.exec(cell) ?? [];
  if (!month) return undefined;
  const two = month.padStart(2, '0');
  return year ? `${year}-${two}-01` : two;
}
