import { t } from './translate.ts';

/** A scope in words: `area:A,B` → 片区：A、B. Reactive. */
export function scopeLabel(scope: string): string {
  const at = scope.indexOf(':');
  const [kind, named] = at < 0 ? [scope, ''] : [scope.slice(0, at), scope.slice(at + 1)];
  if (kind === 'area') return t('access.scope.area', { named: named.split(',').join('、') });
  if (kind === 'parent') return t('access.scope.parent', { named });
  if (kind === 'unit') return t('access.scope.unit', { named });
  return t('access.scope.district');
}
