import type { verificationZh } from './verification.zh.ts';

export const verificationEn: Readonly<Record<keyof typeof verificationZh, string>> = {
  'verify.title': 'To verify',
  'verify.note':
    'Rare among units like it, and so worth a look. No points, no effect on the regime: only what inspectors prove counts.',
  'verify.how': 'How to verify: ',
  'verify.chance':
    'Shows by chance at about {rate} of honest units; its tail probability here is {probability}.',
  'verify.records': 'See the records ({count})',
  'verify.records_of': 'Records of “{signal}”',
  'verify.close': 'Hide the records',
  'verify.date': 'Date',
  'verify.record': 'Record',
  'verify.detail': 'Compared with',
  'verify.source': 'Source',
  'verify.row': 'row {row}',
  'verify.none': 'Nothing to verify in {month}.',
  'verify.filter': 'To verify',
  'verify.list': 'Units to verify',
  'verify.list_note':
    'Units: {units}; signals: {signals}; in order of how far they are from their like. At most {share} of honest units are listed by chance; the list adds no points.',
  'verify.list_empty': 'No unit to verify under these filters',
  'verify.list_empty_hint':
    'Widen area, kind or tier, or take another month. Signals need some months of returns.',
  'verify.column.unit': 'Unit',
  'verify.column.what': 'What was seen, and how to verify it',
  'verify.column.strength': 'Tail probability',
};
