import { codeLists, text, type Column, type Contract, type Text } from '../../contracts/index.ts';
import { example } from '../../contracts/template-column.ts';
import { EARLIEST, yearsAhead } from './dates.ts';

/** What can be wrong with a cell. `{value}` in the words stands for what the cell says. */
export interface Reason {
  readonly column: string;
  readonly code: string;
  readonly text: Text;
}

/** Codes listed in a reason before it ends in "…". */
const LISTED = 12;

const listed = (words: readonly string[], comma: string): string =>
  words.slice(0, LISTED).join(comma) + (words.length > LISTED ? '…' : '');

function unknownCode({ codes }: Column): Text {
  const known = codes ? codeLists[codes].codes : [];
  const zh = listed(
    known.map(({ label }) => label.zh),
    '、',
  );
  const en = listed(
    known.map(({ label }) => label.en),
    ', ',
  );
  return text(
    `“{value}”不在可选项中；可填：${zh}。本地惯用的说法，可请教育局登记`,
    `"{value}" is none of the choices: ${en}. The bureau can register a word that is usual where you are`,
  );
}

const notANumber = text(
  '“{value}”不是数；请只填数字，例如 12',
  '"{value}" is no number; write digits only, such as 12',
);
const notADate = text(
  '“{value}”不是日期；请写成 2025-06-03 或 2025年6月3日',
  '"{value}" is no date; write 2025-06-03',
);

const yearMissing = text(
  '“{value}”没有写全年份，从报送月份和标题也定不下来是哪一年；请写成 2025-06-03',
  '"{value}" does not say which year, nor do the month of return and the title settle it; write 2025-06-03',
);
const dateRange = text(
  '“{value}”是一段日期，这里只能填一天；如有几次，请每次各填一行',
  '"{value}" is a range of days; give one day, and one row for each time',
);

const textDamaged = text(
  '“{value}”里有损坏的字，文件在保存或传送时出了错；请重新填写这一格',
  '"{value}" holds damaged characters: the file was harmed when saved or sent; write the cell anew',
);
const cellError = text(
  '单元格里的公式出错，显示“{value}”；请改正公式或直接填写内容',
  'The formula in this cell fails and shows "{value}"; mend it or write what it should say',
);

/** What each type says of a cell that cannot be read as it. */
const UNREADABLE: Record<Column['type'], readonly [code: string, words: Text] | null> = {
  text: null,
  code: null,
  integer: ['not_a_number', notANumber],
  number: ['not_a_number', notANumber],
  boolean: [
    'not_yes_or_no',
    text(
      '“{value}”看不出是或否；请填“是”或“否”',
      '"{value}" is neither yes nor no; write one of these',
    ),
  ],
  date: ['not_a_date', notADate],
  timestamp: [
    'not_a_time',
    text(
      '“{value}”不是时间；请写成 2025-06-03 14:30',
      '"{value}" is no time; write 2025-06-03 14:30',
    ),
  ],
  month: [
    'not_a_month',
    text('“{value}”不是月份；请写成 2025-06 或 2025年6月', '"{value}" is no month; write 2025-06'),
  ],
};

export const isTime = ({ type }: Column): boolean =>
  type === 'date' || type === 'timestamp' || type === 'month';

function reasonsOfColumn(column: Column): Reason[] {
  const { name, label, min, max } = column;
  const reason = (code: string, zh: string, en: string) => ({
    column: name,
    code,
    text: text(zh, en),
  });
  const reasons = [
    reason(
      'required',
      `没有填${label.zh}，请补填，例如：${example(column, 'zh')}`,
      `${label.en} is not filled in; write, for example: ${example(column, 'en')}`,
    ),
  ];
  if (column.type === 'text') {
    reasons.push({ column: name, code: 'text_damaged', text: textDamaged });
    reasons.push({ column: name, code: 'cell_error', text: cellError });
  }
  const unreadable = UNREADABLE[column.type];
  if (unreadable) reasons.push({ column: name, code: unreadable[0], text: unreadable[1] });
  if (column.type === 'code') {
    reasons.push({ column: name, code: 'unknown_code', text: unknownCode(column) });
  }
  if (isTime(column)) {
    reasons.push({ column: name, code: 'year_missing', text: yearMissing });
    reasons.push({ column: name, code: 'date_range', text: dateRange });
  }
  if (column.type === 'integer') {
    reasons.push(
      reason(
        'not_whole',
        '“{value}”不是整数；这里填的是个数，例如 12',
        '"{value}" is no whole number; this is a count, such as 12',
      ),
    );
  }
  if (isTime(column)) {
    const [year] = EARLIEST.split('-');
    const ahead = yearsAhead(name);
    reasons.push(
      reason(
        'date_out_of_range',
        `“{value}”不合常理：应在 ${year} 年以后、收到报表后 ${ahead} 年以内，请核对年份`,
        `"{value}" cannot be: it must lie after ${year} and no more than ${ahead * 12} months after the file came; check the year`,
      ),
    );
  }
  if (min !== undefined) {
    reasons.push(
      reason(
        'too_small',
        `“{value}”太小：最小可填 ${min}；请核对`,
        `"{value}" is too small: the least is ${min}; check it`,
      ),
    );
  }
  if (max !== undefined) {
    reasons.push(
      reason(
        'too_large',
        `“{value}”太大：最大可填 ${max}；请核对是否多写了一位或用错了单位`,
        `"{value}" is too large: the most is ${max}; check for a digit too many or another unit of measure`,
      ),
    );
  }
  return reasons;
}

/** What can be wrong with the unit that a row names. */
const UNIT_REASONS: readonly Reason[] = [
  {
    column: 'unit_code',
    code: 'unit_unknown',
    text: text(
      '单位代码“{value}”不在单位名册中；请核对是否多写、少写或写错一位，新单位请先报送单位名册',
      'No unit has the code "{value}"; check it sign by sign, or send the register of units first',
    ),
  },
  {
    column: 'unit_name',
    code: 'unit_unknown',
    text: text(
      '单位“{value}”不在单位名册中；请填名册上的全称或单位代码，惯用的简称可请教育局登记',
      'No unit is called "{value}"; write its full name as in the register, or its code. The bureau can register a short name',
    ),
  },
  {
    column: 'unit_name',
    code: 'unit_ambiguous',
    text: text(
      '有几个单位都叫“{value}”；请填单位代码',
      'Several units are called "{value}"; fill in the unit code',
    ),
  },
  {
    column: 'unit_name',
    code: 'unit_contradiction',
    text: text(
      '单位名称“{value}”与单位代码不是同一个单位；请核对两者，改正填错的一个',
      'The name "{value}" and the unit code are of different units; mend the one that is wrong',
    ),
  },
];

/** The column that a repeated natural key is blamed on. */
export const keyColumn = (contract: Contract): string => contract.key.at(-1) ?? 'unit_code';

/** Whether a contract's rows name a unit of the register. */
export const namesUnit = (contract: Contract): boolean =>
  contract.dataset !== 'unit' && contract.columns.some(({ name }) => name === 'unit_code');

/** Every reason for which a row of a dataset can be held back or shown as odd, in a clerk's words. */
export function reasonsOf(contract: Contract): Reason[] {
  const labels = contract.columns.filter(({ name }) => contract.key.includes(name));
  const zh = labels.map(({ label }) => label.zh).join('、');
  const en = labels.map(({ label }) => label.en).join(', ');
  return [
    ...contract.columns.flatMap(reasonsOfColumn),
    ...(namesUnit(contract) ? UNIT_REASONS : []),
    ...[...contract.checks, ...(contract.warnings ?? [])].map(({ code, column, reason }) => ({
      code,
      column,
      text: reason,
    })),
    {
      column: keyColumn(contract),
      code: 'repeated',
      text: text(
        `与本文件前面的一行重复：${zh}都相同；请删去一行，或改正填错的一行`,
        `An earlier row of this file has the same ${en}; delete one of the two, or mend the wrong one`,
      ),
    },
  ];
}
