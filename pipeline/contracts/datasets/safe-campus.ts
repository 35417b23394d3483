import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { unitCode, unitName } from './common.ts';

/** Safe-campus titles and what re-checks made of them; rule P4. */
export const safeCampus: Contract = {
  dataset: 'safe_campus',
  label: text('平安校园称号', 'Safe-campus titles'),
  grain: text('每个单位每级称号一行', 'One row per unit and level of title'),
  titles: ['平安校园称号', '平安校园创建与复查情况'],
  key: ['unit_code', 'title_level'],
  period: null,
  supersedes: 'row',
  rules: ['P4', 'C9'],
  columns: [
    unitCode,
    unitName,
    {
      name: 'title_level',
      label: text('称号级别', 'Level of title'),
      synonyms: ['平安校园级别'],
      type: 'code',
      codes: 'safe_campus_title',
      required: true,
    },
    {
      name: 'title_state',
      label: text('称号状态', 'State of the title'),
      synonyms: ['创建状态'],
      type: 'code',
      codes: 'safe_campus_state',
      required: true,
    },
    {
      name: 'decided_on',
      label: text('认定日期', 'Decided on'),
      synonyms: ['认定或复查日期'],
      type: 'date',
      required: true,
    },
  ],
  checks: [],
};
