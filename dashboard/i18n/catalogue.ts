import { accessEn } from './access.en.ts';
import { accessZh } from './access.zh.ts';
import { auditEn } from './audit.en.ts';
import { auditZh } from './audit.zh.ts';
import { backtestEn } from './backtest.en.ts';
import { backtestZh } from './backtest.zh.ts';
import { campaignsEn } from './campaigns.en.ts';
import { campaignsZh } from './campaigns.zh.ts';
import { dataEn } from './data.en.ts';
import { dataZh } from './data.zh.ts';
import { explainEn } from './explain.en.ts';
import { explainZh } from './explain.zh.ts';
import { overviewEn } from './overview.en.ts';
import { overviewZh } from './overview.zh.ts';
import { planEn } from './plan.en.ts';
import { planZh } from './plan.zh.ts';
import { policyEn } from './policy.en.ts';
import { policyZh } from './policy.zh.ts';
import { programEn } from './program.en.ts';
import { programZh } from './program.zh.ts';
import { shellEn } from './shell.en.ts';
import { shellZh } from './shell.zh.ts';
import { sqlEn } from './sql.en.ts';
import { sqlZh } from './sql.zh.ts';
import { unitsEn } from './units.en.ts';
import { unitsZh } from './units.zh.ts';
import { verificationEn } from './verification.en.ts';
import { verificationZh } from './verification.zh.ts';

/** Every word of the dashboard, Chinese. A page's words live in `<page>.zh.ts` and `<page>.en.ts`. */
export const zh = {
  ...shellZh,
  ...overviewZh,
  ...dataZh,
  ...unitsZh,
  ...policyZh,
  ...campaignsZh,
  ...backtestZh,
  ...verificationZh,
  ...explainZh,
  ...programZh,
  ...planZh,
  ...accessZh,
  ...auditZh,
  ...sqlZh,
} as const;

export type Key = keyof typeof zh;
export type NavigationKey = Extract<Key, `navigation.${string}`>;
export type TitleKey = Extract<Key, `access.${string}.title`>;

/** The same words in English; the compiler and a test hold it to the same keys and parameters. */
export const en: Readonly<Record<Key, string>> = {
  ...shellEn,
  ...overviewEn,
  ...dataEn,
  ...unitsEn,
  ...policyEn,
  ...backtestEn,
  ...verificationEn,
  ...campaignsEn,
  ...explainEn,
  ...programEn,
  ...planEn,
  ...accessEn,
  ...auditEn,
  ...sqlEn,
};

type NamesIn<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** Names of the `{parameters}` of a message. */
export type ParameterName<K extends Key> = NamesIn<(typeof zh)[K]>;
