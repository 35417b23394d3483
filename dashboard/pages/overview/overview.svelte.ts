import type { MapPlace } from '../../charts/map/types.ts';
import { account } from '../../data/account.svelte.ts';
import { addMonths, type Month } from '../../data/month.ts';
import { resource } from '../../data/resource.svelte.ts';
import { acceptRows } from '../../data/unit-month-filter.ts';
import { findMoves } from '../../data/unit-month-moves.ts';
import { summariseAreas, summariseMonths, type Summary } from '../../data/unit-month-summary.ts';
import type { UnitMonths } from '../../data/unit-months.ts';
import { view } from '../../data/view.svelte.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { place } from '../../router/place.svelte.ts';
import { loadOverview, type AreaRow, type UnitRow } from './load.ts';

/** Two months that are compared, as text and as indexes; an index is -1 where there is no such month. */
export interface Period {
  readonly from: Month;
  readonly to: Month;
  readonly fromIndex: number;
  readonly toIndex: number;
  /** Whether `from` is simply the month before `to`. */
  readonly isDefault: boolean;
}

const NO_UNITS: ReadonlyMap<string, UnitRow> = new Map();
const NO_AREAS: ReadonlyMap<string, Summary> = new Map();

/** Everything the overview shows, derived from the address and one load of the snapshot. */
export class OverviewState {
  /** The period under the reader's finger, before the address is told. */
  #dragged = $state.raw<{ from: Month; to: Month }>();

  readonly #loaded = resource(loadOverview);

  get pending(): boolean {
    return this.#loaded.pending;
  }

  get error() {
    return this.#loaded.error;
  }

  retry(): void {
    this.#loaded.retry();
  }

  get data(): UnitMonths | undefined {
    return this.#loaded.value?.data;
  }

  get units(): ReadonlyMap<string, UnitRow> {
    return this.#loaded.value?.units ?? NO_UNITS;
  }

  get areas(): readonly AreaRow[] {
    return this.#loaded.value?.areas ?? [];
  }

  /**
   * Areas that the reader's units were in at the newest month: to who sees only a part of the district, the rest
   * of it is empty ground.
   */
  readonly ownAreas = $derived.by<readonly (string | null)[]>(() => {
    const { data } = this;
    if (!data) return [];
    const newest = data.months.length - 1;
    return data.units
      .flatMap(({ area }, unit) => (data.row(unit, newest) < 0 ? [] : [area]))
      .filter((area, index, all) => all.indexOf(area) === index);
  });

  readonly #isWhole = $derived((account.reader?.scope ?? 'district') === 'district');

  /** What the map holds: the whole district, or the areas of the reader's part of it. */
  readonly mapped = $derived(
    this.#isWhole ? this.areas : this.areas.filter(({ area }) => this.ownAreas.includes(area)),
  );

  /** Where the units on the map are. */
  readonly places = $derived<readonly MapPlace[]>(
    [...this.units.values()]
      .filter(({ area }) => this.#isWhole || this.ownAreas.includes(area))
      .map(({ unit_code, longitude, latitude }) => ({ code: unit_code, longitude, latitude })),
  );

  /** The unit, where the reader sees one alone: a map of it and its share of the tiers would say nothing. */
  readonly only = $derived<UnitRow | undefined>(
    this.places.length === 1 ? this.units.get(this.places[0]?.code ?? '') : undefined,
  );

  readonly months = $derived<readonly Month[]>(this.data?.months ?? []);

  readonly period = $derived.by<Period>(() => {
    const to = this.#dragged?.to ?? view.month;
    const before = addMonths(to, -1);
    const asked = this.#dragged?.from ?? place.parameter('from');
    const from = asked !== null && asked < to && this.months.includes(asked) ? asked : before;
    return {
      from,
      to,
      fromIndex: this.months.indexOf(from),
      toIndex: this.months.indexOf(to),
      isDefault: from === before,
    };
  });

  /** Rows that pass all filters. */
  readonly accepted = $derived(
    this.data && acceptRows(this.data, { area: view.area, kind: view.kind, tiers: view.tiers }),
  );

  /** One entry a month, of the units that pass the filters. */
  readonly byMonth = $derived<readonly Summary[]>(
    this.data && this.accepted ? summariseMonths(this.data, this.accepted) : [],
  );

  readonly now = $derived(this.byMonth[this.period.toIndex]);
  readonly before = $derived(this.byMonth[this.period.fromIndex]);

  /** Rows that pass all filters but that of the area: the areas are compared with each other. */
  readonly #acceptedAnywhere = $derived(
    this.data && acceptRows(this.data, { area: null, kind: view.kind, tiers: view.tiers }),
  );
  readonly areasNow = $derived(this.#byArea(this.period.toIndex));
  readonly areasBefore = $derived(this.#byArea(this.period.fromIndex));

  readonly moves = $derived(
    this.data && this.accepted
      ? findMoves(this.data, this.accepted, this.period.fromIndex, this.period.toIndex)
      : [],
  );

  /** What an indicator or a gate is called. */
  label(name: string | null): string {
    const row = name === null ? undefined : this.#loaded.value?.labels.get(name);
    return row ? (locale.current === 'zh' ? row.label_zh : row.label_en) : (name ?? '');
  }

  /** Chooses a period by the indexes of its months; one month alone is compared with the one before. */
  choose(from: number, to: number, done: boolean): void {
    const last = this.months[to];
    const first = this.months[from];
    if (last === undefined || first === undefined) return;
    if (!done) {
      this.#dragged = { from: first, to: last };
      return;
    }
    this.#dragged = undefined;
    this.compareWith(first < addMonths(last, -1) ? first : null, last);
  }

  /** Compares a month (the one shown unless said) with an earlier one; null: the month before. */
  compareWith(from: Month | null, to: Month = this.period.to): void {
    const newest = this.months.at(-1);
    place.change({ from, month: to === newest ? null : to });
  }

  #byArea(month: number): ReadonlyMap<string, Summary> {
    return this.data && this.#acceptedAnywhere && month >= 0
      ? summariseAreas(this.data, this.#acceptedAnywhere, month)
      : NO_AREAS;
  }
}
