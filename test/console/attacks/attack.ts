/**
 * What an attack may end with: `ok` where the statement is harmless as it stands, else the code of a
 * failure. Several are given only where it hangs on the machine which of two limits is met first.
 */
export type Outcome =
  'ok' | 'sql_error' | 'sql_not_allowed' | 'sql_memory' | 'sql_timeout' | 'sql_crashed';

export interface Attack {
  /** `{canary}` stands for the path of a file with a secret in it, `{folder}` for its folder. */
  readonly sql: string;
  readonly expected: Outcome | readonly Outcome[];
  readonly parameters?: Readonly<Record<string, string | null>>;
}

export interface AttackClass {
  /** As in docs/security.md. */
  readonly name: string;
  readonly attacks: readonly Attack[];
}

export const each = (expected: Attack['expected'], statements: readonly string[]): Attack[] =>
  statements.map((sql) => ({ sql, expected }));
