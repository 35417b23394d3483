import {
  commit,
  type Commitment,
  type DrawContent,
} from '../../../pipeline/planning/draw/index.ts';

/** A draw of `draws` of `units` units in two strata, with weights 1, 2, 3, 1, 2, 3 … */
export function givenDraw(
  units: number,
  draws: number,
  more: Partial<DrawContent> = {},
): Commitment {
  return commit({
    format: 'xiaoan-draw/1',
    title: '11 月双随机抽取',
    month: '2026-11',
    committed_at: '2026-10-28T09:00:00+08:00',
    announced_seed: { sources: ['彩票号码'], known_at: '2026-10-30T21:15:00+08:00' },
    rule: { method: 'weighted', stratify_by: 'area', draws, inspectors_per_unit: 2 },
    entries: Array.from({ length: units }, (_, index) => ({
      unit_code: String(1000 + index),
      unit_name: `单位${index}`,
      stratum: index % 3 === 0 ? '东' : '西',
      weight: 1 + (index % 3),
      avoid: index === 1 ? ['一组/王'] : [],
    })),
    inspectors: ['王', '李', '张'].flatMap((name) => [
      { team: '一组', name },
      { team: '二组', name },
    ]),
    ...more,
  });
}
