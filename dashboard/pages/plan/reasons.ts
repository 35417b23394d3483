/** Codes of reasons for a change by hand, in the order in which they are offered. */
export const reasons = [
  'local_knowledge',
  'leader_request',
  'unit_request',
  'weather',
  'duty_clash',
  'other',
] as const;
