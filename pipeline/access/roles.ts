import { text, type Text } from '../contracts/index.ts';

/** What an account is for. */
export const roles = ['leader', 'planner', 'analyst', 'clerk', 'admin'] as const;
export type Role = (typeof roles)[number];

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

export const roleLabels: Readonly<Record<Role, Text>> = {
  leader: text('领导', 'Leader'),
  planner: text('计划员', 'Planner'),
  analyst: text('分析员', 'Analyst'),
  clerk: text('填报员', 'Clerk'),
  admin: text('管理员', 'Administrator'),
};

/**
 * Whether a role needs names and telephone numbers: planners announce visits and send inspectors,
 * administrators mend what is wrong. All others see a mask.
 */
export const needsPersonal = (role: Role): boolean => role === 'planner' || role === 'admin';

/** Whether a role stands for the bureau; what is planned or suspected of a unit is not shown to the unit. */
export const isBureau = (role: Role): boolean => role !== 'clerk';
