import { read, utils, write, type WorkSheet } from '@e965/xlsx';

/** A ledger with its title over all columns, a header of two rows, and two rows that are wrong. */
export function brokenLedger(): Buffer {
  const sheet = utils.aoa_to_sheet([
    ['青禾小学2025年5月隐患排查台账'],
    ['隐患编号', '发现日期', '隐患描述', '分类', '', '整改情况'],
    ['', '', '', '隐患类别', '隐患等级', ''],
    ['1', '2025-05-06', '一楼灭火器压力不足', '消防安全', '一般', '整改中'],
    ['2', '上周五', '二楼疏散通道堆物', '消防安全', '一般', '整改中'],
    ['3', '2025-05-09', '食堂留样登记不全', '食品安全', '特别大', '整改中'],
  ]);
  sheet['!merges'] = ['A1:F1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:F3'].map((range) =>
    utils.decode_range(range),
  );
  return workbookOf(sheet);
}

/** Fills in cells as a clerk would, and saves. */
export function mend(bytes: Buffer, cells: Readonly<Record<string, string>>): Buffer {
  const book = read(bytes, { type: 'buffer', cellStyles: true });
  const sheet = book.Sheets['台账'] as WorkSheet;
  for (const [address, value] of Object.entries(cells)) sheet[address] = { t: 's', v: value };
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

/** A ledger of which one header is misspelt and another is a word of the school's own. */
export function oddHeaders(): Buffer {
  const header = [
    '隐患编号',
    '发现日期',
    '隐患的描述',
    '隐患类别',
    '隐患等级',
    '整改情况',
    '整改最后日',
  ];
  const rows = [4, 5, 6].map((day) => [
    `Y-${day}`,
    `2025-04-0${day}`,
    `${day}号门锁坏`,
    '消防安全',
    '一般',
    '整改中',
    `2025-06-0${day}`,
  ]);
  const sheet = utils.aoa_to_sheet([['云杉幼儿园2025年4月隐患台账'], header, ...rows]);
  return workbookOf(sheet);
}

function workbookOf(sheet: WorkSheet): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '台账');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}
