import type { overviewZh } from './overview.zh.ts';

export const overviewEn: Readonly<Record<keyof typeof overviewZh, string>> = {
  'overview.title': 'Risk in {month}',
};
