import { place, type NavigateOptions } from '../router/place.svelte.ts';
import { changeSearch, keepSearch, type SearchChange } from '../router/search.ts';
import { isTier, tiers, type Tier } from '../theme/tier.ts';
import { lastDayOf } from './month.ts';
import { session } from './session.svelte.ts';

/** The filters that follow the reader from page to page, by their names in the address. */
export const filterNames = ['month', 'day', 'area', 'kind', 'tier', 'work_area'] as const;
export type FilterName = (typeof filterNames)[number];

/** What a unit must tell for the filters to be applied to it. */
export interface Filterable {
  readonly area?: string | null;
  readonly kind?: string | null;
  readonly tier?: string | null;
}

/** The view that the address describes. Every getter is reactive; every setter goes to an address. */
class View {
  /** The month shown, YYYY-MM: the address's where the snapshot has it, else the newest. */
  get month(): string {
    const asked = place.parameter('month');
    const { first, last } = session.months;
    return asked && /^\d{4}-\d\d$/.test(asked) && asked >= first && asked <= last ? asked : last;
  }

  /** The day at whose end a page tells how things stood: the address's where it is of the month shown, else its last. */
  get day(): string {
    const asked = place.parameter('day');
    const last = lastDayOf(this.month);
    const isOfMonth =
      asked !== null &&
      /^\d{4}-\d\d-\d\d$/.test(asked) &&
      asked >= `${this.month}-01` &&
      asked <= last;
    return isOfMonth ? asked : last;
  }

  get area(): string | null {
    return place.parameter('area');
  }

  get kind(): string | null {
    return place.parameter('kind');
  }

  /** The tiers shown; empty where all are. */
  get tiers(): readonly Tier[] {
    return (place.parameter('tier') ?? '').split(',').filter(isTier);
  }

  get workArea(): string | null {
    return place.parameter('work_area');
  }

  /** Whether any filter but the month is set. */
  get filtered(): boolean {
    return (
      this.area !== null || this.kind !== null || this.tiers.length > 0 || this.workArea !== null
    );
  }

  /** Whether a unit passes the filters of area, kind and tier; a column it lacks is not asked. */
  accepts(unit: Filterable): boolean {
    return (
      (this.area === null || unit.area === undefined || unit.area === this.area) &&
      (this.kind === null || unit.kind === undefined || unit.kind === this.kind) &&
      (this.tiers.length === 0 ||
        unit.tier === undefined ||
        this.tiers.some((tier) => tier === unit.tier))
    );
  }

  /**
   * Sets filters; null takes one away. The newest month and the last day of a month are the defaults and are left
   * out; another month begins with its default.
   */
  set(
    change: Partial<Readonly<Record<FilterName, string | null>>>,
    options?: NavigateOptions,
  ): void {
    const next: Record<string, string | null> = { ...change };
    if ('month' in next) next['day'] ??= null;
    if (next['month'] === session.months.last) next['month'] = null;
    place.change(next satisfies SearchChange, options);
  }

  /** Shows the end of a day, and the month it lies in. */
  setDay(day: string): void {
    const month = day.slice(0, 7);
    this.set({ month, day: day === lastDayOf(month) ? null : day });
  }

  /** Shows or hides one tier; all four shown is the same as none chosen. */
  toggleTier(tier: Tier): void {
    const chosen = tiers.filter((each) => this.tiers.includes(each) !== (each === tier));
    this.set({ tier: chosen.length === tiers.length ? null : chosen.join(',') });
  }

  /** The address of another page under the same filters, or under changed ones. */
  href(path: string, change: Partial<Readonly<Record<FilterName, string | null>>> = {}): string {
    const next = 'month' in change ? { day: null, ...change } : change;
    return path + changeSearch(keepSearch(place.search, filterNames), { ...next });
  }
}

export const view = new View();
