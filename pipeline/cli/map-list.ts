import type { Command } from 'commander';
import { codeLists, type Locale } from '../contracts/index.ts';
import { unmappedValues, type UnmappedValue } from '../intake/index.ts';
import { openWarehouse, requireWarehouse } from '../warehouse/index.ts';
import { withWarehouse } from './command.ts';
import { cliLocale } from './locale.ts';
import { textTable } from './text-table.ts';

const WORDS = {
  zh: {
    headers: ['对应什么', '数据集', '原词', '行数', '文件数', '可能是'],
    unit: '单位',
    none: '没有对应不上的用词和单位。\n',
    next: '确定后请用：xiaoan map code 代码表 原词 代码，或 xiaoan map unit 原名 单位代码\n',
    choices: '可选：',
  },
  en: {
    headers: ['kind', 'dataset', 'value', 'rows', 'files', 'perhaps'],
    unit: 'unit',
    none: 'Every word and unit maps to something.\n',
    next: 'To decide: xiaoan map code LIST WORD CODE, or xiaoan map unit NAME CODE\n',
    choices: 'choices: ',
  },
} as const;

/** What a value may be; where nothing is like it, the choices that there are. */
function perhaps({ proposals, list }: UnmappedValue, locale: Locale): string {
  if (proposals.length === 0) {
    const codes = list ? codeLists[list].codes.map(({ code }) => code).join(' ') : '';
    return codes && `${WORDS[locale].choices}${codes}`;
  }
  return proposals
    .map(({ code, label, similarity }) => `${code} ${label[locale]} ${similarity.toFixed(2)}`)
    .join('; ');
}

/** `xiaoan map list`: words and units in files held back that map to nothing. */
export function registerMapList(map: Command): void {
  withWarehouse(map.command('list'))
    .description('words and units that map to nothing, with what they may be')
    .addHelpText('after', '\nExample:\n  $ xiaoan map list')
    .action(async ({ warehouse: dir, json }: { warehouse: string; json?: boolean }) => {
      const locale = cliLocale();
      requireWarehouse(dir);
      const warehouse = await openWarehouse(dir);
      const values = await unmappedValues(warehouse.connection).finally(() => warehouse.close());
      if (json) {
        process.stdout.write(`${JSON.stringify({ values })}\n`);
        return;
      }
      const words = WORDS[locale];
      if (values.length === 0) {
        process.stdout.write(words.none);
        return;
      }
      const rows = values.map((item) => [
        item.list ?? words.unit,
        item.dataset,
        item.value,
        String(item.rows),
        String(item.files),
        perhaps(item, locale),
      ]);
      const numeric = [false, false, false, true, true, false];
      process.stdout.write(textTable(words.headers, rows, numeric) + words.next);
    });
}
