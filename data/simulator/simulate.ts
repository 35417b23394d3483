import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractOf, makeFolder, type Contract } from '../../pipeline/contracts/index.ts';
import { formTitle } from '../../pipeline/contracts/forms/safety-month-table.ts';
import { safetyMonthWorkbook } from '../../pipeline/contracts/forms/safety-month-workbook.ts';
import { defaultEnd, isoMinute, numberOfMonth, yearOfMonth, type Month } from './calendar.ts';
import { filledForm } from './campaign/safety-month.ts';
import { capacityFile } from './capacity.ts';
import { cellText } from './cells.ts';
import { csv } from './csv.ts';
import { District } from './deliveries.ts';
import type { Delivery } from './delivery.ts';
import { layOut } from './layout.ts';
import { MachineFiles } from './machine-files.ts';
import type { Truth, TruthKeeper } from './truth.ts';
import { workbook } from './workbook.ts';

export interface SimulateOptions {
  readonly units: number;
  readonly months: number;
  readonly seed: string;
  /** Folder to write to; made where it is missing. */
  readonly directory: string;
  /** Last month as in calendar.ts. */
  readonly end?: Month;
  /**
   * `handmade`: workbooks and CSV files as people send them; `csv`: one clean file a dataset, the
   * register received before the first month and all others after the last.
   */
  readonly format?: 'handmade' | 'csv';
  readonly onProgress?: (files: number, received: string) => void;
}

/** A file to write and its line in the register of what came in. */
interface Written {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Simulates an invented district and writes its files to a folder, with `_received.csv` beside them,
 * what really happened to `<directory>.truth.json`, and the bureau's teams to `<directory>.capacity.yaml`. The same options give the same bytes.
 * @returns the truth, and how many bytes were written
 */
export async function simulate(options: SimulateOptions): Promise<Truth & { bytes: number }> {
  const { directory, units, months, seed, end = defaultEnd, format = 'handmade' } = options;
  const district = new District({ units, months, seed, end, flawed: format === 'handmade' });
  makeFolder(directory);
  const received: string[][] = [['文件名', '收到时间', '报送单位']];
  let bytes = 0;
  const write = async (file: Written, minute: number, sender: string): Promise<void> => {
    await writeFile(join(directory, file.name), file.bytes);
    received.push([file.name, isoMinute(minute), sender]);
    bytes += file.bytes.length;
    options.onProgress?.(received.length - 1, isoMinute(minute));
  };
  const machine = new MachineFiles();
  let start = 0;
  let last = 0;
  let sender = '';
  for (const delivery of district.deliveries()) {
    if (start === 0) {
      start = delivery.received;
      sender = delivery.sender;
      const outlines = Buffer.from(`${JSON.stringify(district.boundaries)}\n`);
      await write({ name: '片区边界.geojson', bytes: outlines }, start - 30, delivery.sender);
    }
    last = Math.max(last, delivery.received);
    if (format === 'csv') machine.add(delivery);
    else
      for (const file of await filesOf(delivery, district.truthKeeper))
        await write(file, delivery.received, delivery.sender);
  }
  for (const file of machine.files(district.truthKeeper))
    await write(file, file.name === 'unit.csv' ? start : last, sender);
  await writeFile(join(directory, '_received.csv'), csv(received, 'utf-8'));
  const truth = district.finish(received.length - 1);
  const beside = directory.replace(/\/+$/, '');
  await writeFile(`${beside}.truth.json`, `${JSON.stringify(truth)}\n`);
  await writeFile(`${beside}.capacity.yaml`, capacityFile(district, seed));
  return { ...truth, bytes };
}

/** The files of a delivery: one workbook, a CSV file a table, or a form a row. */
async function filesOf(delivery: Delivery, truth: TruthKeeper): Promise<Written[]> {
  const { hand, sender, month, monthly } = delivery;
  if (delivery.tables.some(({ form }) => form)) return formsOf(delivery, truth);
  const tables = delivery.tables.map((table) => {
    const contract = contractNamed(table.dataset);
    const heading = { sender, month: monthly ? month : undefined };
    return { table, contract, laid: layOut(contract, table.rows, hand, heading) };
  });
  if (hand.format === 'xlsx') {
    const name = `${fileName(delivery, delivery.subject)}.xlsx`;
    for (const { table, laid } of tables)
      truth.written(table, { file: name, sheet: table.sheet, rowNumbers: laid.rowNumbers });
    const sheets = tables.map(({ table, laid }) => ({
      name: table.sheet,
      rows: laid.rows,
      merges: laid.merges,
      boldRows: laid.headRows,
    }));
    return [{ name, bytes: workbook(sheets) }];
  }
  const encoding = hand.format;
  return tables.map(({ table, laid }) => {
    const name = `${fileName(delivery, table.sheet)}.csv`;
    truth.written(table, { file: name, sheet: '', rowNumbers: laid.rowNumbers });
    return {
      name,
      bytes: csv(
        laid.rows.map((row) => row.map(cellText)),
        encoding,
      ),
    };
  });
}

/** The row of a form's values, as intake counts: below the labels that stand in its header's place. */
const FORM_ROW = 4;

async function formsOf(delivery: Delivery, truth: TruthKeeper): Promise<Written[]> {
  const files: Written[] = [];
  const day = isoMinute(delivery.received).slice(0, 10);
  for (const table of delivery.tables)
    for (const row of table.rows) {
      const name = `${fileName(delivery, table.sheet)}.xlsx`;
      const rowNumbers = new Map([[row, FORM_ROW]]);
      truth.written({ ...table, rows: [row] }, { file: name, sheet: formTitle.zh, rowNumbers });
      const bytes = await safetyMonthWorkbook('zh', filledForm(row, day));
      files.push({ name, bytes: Buffer.from(bytes) });
    }
  return files;
}

function fileName({ hand, sender, month }: Delivery, table: string): string {
  const number = numberOfMonth(month);
  const words: Record<string, string> = {
    sender,
    table,
    year: String(yearOfMonth(month)),
    month: String(number),
    mm: String(number).padStart(2, '0'),
  };
  return hand.fileName.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '');
}

function contractNamed(dataset: string): Contract {
  const contract = contractOf(dataset);
  if (!contract) throw new RangeError(`no contract for ${dataset}`);
  return contract;
}
