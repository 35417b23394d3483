import type { Column } from '../contract.ts';
import { text } from '../text.ts';

/** Columns and kinds of columns that the returns of campaigns share. */
export const campaignName: Column = {
  name: 'campaign',
  label: text('专项行动', 'Campaign'),
  description: text('名称或代码；不属于某项行动的留空', 'Name or code; empty where it is for none'),
  example: text('安全生产月', 'Safety month'),
  synonyms: ['所属专项行动', '所属行动', '活动所属'],
  type: 'text',
};

export const topic: Column = {
  name: 'topic',
  label: text('主题', 'Topic'),
  synonyms: ['活动主题', '内容主题'],
  type: 'code',
  codes: 'activity_topic',
  absent: "'general'",
};

export const photos: Column = {
  name: 'photos',
  label: text('照片张数', 'Photos'),
  example: text('3', '3'),
  synonyms: ['照片数', '照片（张）', '附照片'],
  type: 'integer',
  min: 0,
  max: 1000,
};

/** A number from 0 on. */
export const count = (name: string, zh: string, en: string, ...synonyms: string[]): Column => ({
  name,
  label: text(zh, en),
  example: text('12', '12'),
  synonyms,
  type: 'integer',
  min: 0,
  max: 10_000_000,
});

/** Yes or no; an empty cell is no. */
export const yes = (name: string, zh: string, en: string, ...synonyms: string[]): Column => ({
  name,
  label: text(zh, en),
  synonyms,
  type: 'boolean',
  absent: 'false',
});

export const day = (name: string, zh: string, en: string, ...synonyms: string[]): Column => ({
  name,
  label: text(zh, en),
  synonyms,
  type: 'date',
});
