import { text, type Text } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';

/** What a parameter may hold: any text, a month `YYYY-MM`. */
export type ParameterType = 'text' | 'month';

export interface Parameter {
  readonly type: ParameterType;
  readonly required: boolean;
}

/**
 * A question that pages may ask. `sql` reads one snapshot; each parameter is bound as `$name`, null
 * where it is left out, a month as the text of its first day. No BIGINT or HUGEINT columns: a page
 * would get big numbers that charts cannot draw.
 */
export interface NamedQuery {
  readonly name: string;
  /** What a downloaded file of it is called. */
  readonly title: Text;
  readonly sql: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** The relation, `schema.name`, whose labels its columns carry; others' are used where it has none. */
  readonly source?: string;
  /** Whether it asks for names or telephone numbers: who is shown them is written down. */
  readonly personal?: boolean;
  /** Text columns with few distinct values, sent as a dictionary: a tenth of the bytes. */
  readonly dictionary?: readonly string[];
}

export const optional = (type: ParameterType): Parameter => ({ type, required: false });
export const required = (type: ParameterType): Parameter => ({ type, required: true });

/** Longer than any code, name or hash that is asked for. */
const LONGEST = 200;

const bad = (name: string, zh: string, en: string) =>
  new HttpFailure(400, 'bad_parameter', text(zh, en), { where: { column: name } });

/**
 * Checks a request's parameters against what the query declares.
 * @param given the query string, parsed; a repeated parameter comes as an array
 * @returns a value for each declared parameter, to be bound; null where it was left out
 * @throws HttpFailure 400 for a parameter that is not declared, is missing, repeated or of another type
 */
export function bindParameters(
  query: Pick<NamedQuery, 'name' | 'parameters'>,
  given: Readonly<Record<string, unknown>>,
): Record<string, string | null> {
  const declared = query.parameters ?? {};
  for (const name of Object.keys(given))
    if (!Object.hasOwn(declared, name))
      throw new HttpFailure(
        400,
        'unknown_parameter',
        text(`查询 ${query.name} 没有参数 ${name}`, `Query ${query.name} has no parameter ${name}`),
        {
          where: { column: name },
          hint: text(
            `可用参数：${Object.keys(declared).join('、') || '无'}`,
            `It takes: ${Object.keys(declared).join(', ') || 'none'}`,
          ),
        },
      );
  return Object.fromEntries(
    Object.entries(declared).map(([name, parameter]) => [
      name,
      bindOne(name, parameter, given[name]),
    ]),
  );
}

function bindOne(name: string, parameter: Parameter, value: unknown): string | null {
  if (value === undefined || value === '') {
    if (parameter.required) throw bad(name, `缺少参数 ${name}`, `Parameter ${name} is missing`);
    return null;
  }
  if (typeof value !== 'string' || value.length > LONGEST)
    throw bad(
      name,
      `参数 ${name} 只能给一次，且不超过 ${LONGEST} 个字符`,
      `Parameter ${name} must be given once, in at most ${LONGEST} characters`,
    );
  if (parameter.type === 'text') return value;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(value))
    throw bad(name, `参数 ${name} 应为 YYYY-MM`, `Parameter ${name} must be YYYY-MM`);
  return `${value}-01`;
}
