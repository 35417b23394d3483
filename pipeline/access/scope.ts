import { Failure, text } from '../contracts/index.ts';

/** Of which units somebody may see what is theirs. */
export type Scope =
  | { readonly kind: 'district' }
  | { readonly kind: 'areas'; readonly areas: readonly string[] }
  /** A unit and all below it. */
  | { readonly kind: 'parent'; readonly unitCode: string }
  | { readonly kind: 'unit'; readonly unitCode: string };

export const district: Scope = { kind: 'district' };

/** Longest text of a scope. */
const LONGEST = 500;

/**
 * Reads a scope as it is written: `district`, `area:东片区,西片区`, `parent:CODE`, `unit:CODE`.
 * @throws Failure `bad_scope`
 */
export function parseScope(written: string): Scope {
  const [, kind = '', rest = ''] = /^(\w+)(?::(.+))?$/su.exec(written.trim()) ?? [];
  const named = rest.trim();
  if (written.length <= LONGEST && !/\p{Cc}/u.test(written)) {
    if (kind === 'district' && named === '') return district;
    const areas = named
      .split(/[,，、]/u)
      .map((area) => area.trim())
      .filter(Boolean);
    if (kind === 'area' && areas.length > 0) return { kind: 'areas', areas: [...new Set(areas)] };
    if ((kind === 'parent' || kind === 'unit') && named !== '') return { kind, unitCode: named };
  }
  throw new Failure(
    'bad_scope',
    text(`范围写法不对：${written.slice(0, 60)}`, `No such scope: ${written.slice(0, 60)}`),
    {
      where: { column: 'scope' },
      usage: true,
      hint: text(
        '可写 district（全区）、area:片区,片区、parent:单位代码、unit:单位代码',
        'Write district, area:AREA,AREA, parent:UNIT_CODE or unit:UNIT_CODE',
      ),
    },
  );
}

/** The scope as {@link parseScope} reads it; two scopes are the same where their texts are. */
export function scopeText(scope: Scope): string {
  if (scope.kind === 'district') return 'district';
  if (scope.kind === 'areas') return `area:${[...scope.areas].sort().join(',')}`;
  return `${scope.kind}:${scope.unitCode}`;
}
