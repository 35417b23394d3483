import { Failure, text } from '../contracts/index.ts';
import { DataNode, type DataFileKind } from '../contracts/data-node.ts';
import { readArea } from './known-area.ts';
import { readSpan } from './read-rules.ts';
import { skills, type Skill } from './rules.ts';

/** One who inspects. */
export interface Inspector {
  readonly name: string;
  readonly skills: readonly Skill[];
  /** Codes of units they came from: 回避. */
  readonly fromUnits: readonly string[];
  readonly daysOff: readonly { readonly from: string; readonly to: string }[];
}

export interface Team {
  readonly team: string;
  /** `mutual`: of an area, and sent to other areas only (W3). */
  readonly kind: 'bureau' | 'mutual';
  /** Area it starts from. */
  readonly area: string;
  /** Days a month on which it can go out at most. */
  readonly daysPerMonth: number;
  readonly inspectors: readonly Inspector[];
}

/** Who may go, and how often: the bureau's own file. */
export interface Capacity {
  readonly file: string;
  readonly version: string;
  readonly teams: readonly Team[];
  /** Months in which every team has fewer days, by `YYYY-MM`. */
  readonly months: Readonly<Record<string, number>>;
}

const capacityFile: DataFileKind = {
  code: 'capacity_invalid',
  fault: text('检查力量文件有误', 'The capacity file is wrong'),
  hint: text('请改正该行，再提交一次', 'Mend that line and hand the file in again'),
};

/**
 * The text of a file of teams.
 * @throws Failure `capacity_invalid` where it is not UTF-8
 */
export function textOfCapacity(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure(
      capacityFile.code,
      text(
        `${capacityFile.fault.zh}：不是 UTF-8 文本`,
        `${capacityFile.fault.en}: it is no UTF-8 text`,
      ),
      {
        where: { file },
        hint: text('请另存为 UTF-8 编码的 YAML 文件', 'Save it as a YAML file in UTF-8'),
        cause,
      },
    );
  }
}

function readInspector(node: DataNode, seen: Set<string>): Inspector {
  const keys = node.mapping(['name', 'skills', 'from_units', 'days_off']);
  const name = keys.name.string();
  if (seen.has(name)) keys.name.fail(`本组已有 ${name}`, `${name} is named twice in this team`);
  seen.add(name);
  return {
    name,
    skills: keys.skills.items().map((skill) => skill.oneOf(skills)),
    fromUnits: keys.from_units.missing ? [] : keys.from_units.items().map((unit) => unit.string()),
    daysOff: keys.days_off.missing
      ? []
      : keys.days_off.items().map((span) => {
          const { from, to } = span.mapping(['from', 'to']);
          return readSpan(from, to);
        }),
  };
}

/**
 * Reads and checks the file of teams and inspectors.
 * @param file name shown in failures
 * @param content the YAML
 * @param areas that units are in; where there are none, a team may start from any
 * @throws Failure `capacity_invalid` with file and line: unknown keys, skills or areas, a team named twice, a
 *   person named twice in a team, a span of days that ends before it begins
 */
export function readCapacity(
  file: string,
  content: string,
  areas: readonly string[] = [],
): Capacity {
  const root = DataNode.parse(file, content, capacityFile).mapping(['version', 'teams', 'months']);
  const names = new Set<string>();
  const teams = root.teams.items().map((node): Team => {
    const keys = node.mapping(['team', 'kind', 'area', 'days_per_month', 'inspectors']);
    const people = new Set<string>();
    const team = keys.team.string();
    if (names.has(team)) keys.team.fail(`${team} 已在另一处`, `${team} is named twice`);
    names.add(team);
    return {
      team,
      kind: keys.kind.oneOf(['bureau', 'mutual'] as const),
      area: readArea(keys.area, team, areas),
      daysPerMonth: keys.days_per_month.integer({ max: 31 }),
      inspectors: keys.inspectors.items().map((item) => readInspector(item, people)),
    };
  });
  const months = root.months.missing ? [] : root.months.entries();
  return {
    file,
    version: root.version.string(),
    teams,
    months: Object.fromEntries(
      months.map(([month, node]) => {
        if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) node.fail('应写作 YYYY-MM', 'write YYYY-MM');
        return [month, node.integer({ max: 31 })];
      }),
    ),
  };
}
