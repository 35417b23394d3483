/** Words of the overview. */
export const overviewZh = {
  'overview.title': '{month}风险总览',
} as const;
