import { Failure, text } from '../../contracts/index.ts';

const saveAgain = text(
  '请用 Excel 或 WPS 打开确认，另存为 .xlsx 后重新报送。',
  'Open it in Excel or WPS to check, save it as .xlsx and send it again.',
);

/** The failure of a file that is no table but something that is known. */
export const notATable = (zh: string, en: string): Failure =>
  new Failure('not_a_table', text(`这不是表格，而是${zh}`, `This is no table but ${en}`), {
    hint: text(
      '请用 Excel 或 WPS 打开原表，另存为 .xlsx 或 CSV 后重新报送；压缩包请用 .zip。',
      'Open the original table in Excel or WPS, save it as .xlsx or CSV and send that; pack files as .zip.',
    ),
  });

/** The failure of a workbook that needs a password. */
export const workbookLocked = (cause?: unknown): Failure =>
  new Failure(
    'file_encrypted',
    text('工作簿有打开密码，读不了', 'The workbook is locked with a password'),
    {
      cause,
      hint: text(
        '请用密码打开后另存为无密码的 .xlsx 再报送。',
        'Open it with the password, save it as .xlsx without one, and send that.',
      ),
    },
  );

/** The failure of a workbook that cannot be read, as a whole or one of its sheets. */
export const workbookUnreadable = (cause?: unknown, sheet?: string): Failure =>
  new Failure(
    'workbook_unreadable',
    text(
      '工作簿已损坏、不完整，或不是 Excel 文件',
      'The workbook is damaged, cut off, or no Excel file',
    ),
    { cause, hint: saveAgain, ...(sheet === undefined ? {} : { where: { sheet } }) },
  );

/** The failure of a file that would take too much. */
export const tooLarge = (zh: string, en: string, sheet?: string): Failure =>
  new Failure('file_too_large', text(`文件太大：${zh}`, `The file is too large: ${en}`), {
    ...(sheet === undefined ? {} : { where: { sheet } }),
    hint: text(
      '请删去表外多余的行列和工作表，或拆成几个文件，或导出为 UTF-8 的 CSV。',
      'Delete rows, columns and sheets beyond the table, split it into several files, or export it as CSV in UTF-8.',
    ),
  });

/** The failure of an archive that is refused as a whole. */
export const archiveRefused = (code: string, zh: string, en: string): Failure =>
  new Failure(code, text(`${zh}，里面的文件都没有入库`, `${en}: none of its files was loaded`), {
    hint: text(
      '请解压后直接报送里面的文件，或重新压缩为无密码的 .zip。',
      'Unpack it and send the files themselves, or pack them again as .zip without a password.',
    ),
  });

/** The failure of an archive that cannot be opened. */
export const archiveDamaged = (): Failure =>
  archiveRefused('archive_damaged', '压缩包已损坏或不完整', 'The archive is damaged or cut off');

/** The failure of a file in an archive that cannot be unpacked, though others can. */
export const entryDamaged = (): Failure =>
  new Failure(
    'archive_entry_damaged',
    text(
      '压缩包里的这个文件已损坏，解压不出来',
      'This file of the archive is damaged and cannot be unpacked',
    ),
    { hint: text('请单独重新报送这个文件。', 'Send this file again, on its own.') },
  );

/** The failure of an archive where a single file is asked for. */
export const archiveUnopened = (): Failure =>
  archiveRefused(
    'archive_unopened',
    '这里只能报送单个文件，收到的是压缩包',
    'A single file was to be sent here, not an archive',
  );
