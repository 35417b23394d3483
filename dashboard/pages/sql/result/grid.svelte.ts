import type { CellFormat } from './cell-text.ts';
import { fit, NARROWEST, WIDEST, type ColumnFit } from './column-width.ts';
import type { ResultColumn, ResultSet } from './result-set.ts';
import { ROW_HEIGHT, RowScroll, type ScrollPlace } from './scroll.ts';
import { moveOf, type CellPlace, type Selection } from './selection.ts';

/** Rows drawn beyond those in sight, so that half a row is never missing. */
const SPARE = 2;

/** A column and where it stands, px from the first. */
export interface PlacedColumn extends ResultColumn {
  readonly left: number;
  readonly width: number;
  /** Decimals that make its numbers line up; undefined: as each needs. */
  readonly decimals: number | undefined;
}

/** What the table must know of what it shows. Every member is reactive where it is read from state. */
export interface GridSource {
  readonly result: ResultSet;
  /** Rows to show. */
  readonly rows: number;
  /** Height of what stands above the rows, px. */
  readonly head: number;
}

/** Where the table of an answer stands, how wide its columns are and what is selected in it. */
export class Grid {
  element = $state<HTMLElement>();
  seenWidth = $state(0);
  seenHeight = $state(0);
  left = $state(0);
  #place = $state.raw<ScrollPlace>({ bar: 0, top: 0 });
  #widths = $state.raw<Readonly<Record<number, number>>>({});
  #formats = $state.raw<Readonly<Record<number, CellFormat>>>({});
  #selection = $state.raw<Selection>();
  #settle: number | undefined;

  readonly gutter = $derived.by(() => Math.max(4, String(this.read().rows).length) * 8 + 18);
  readonly columns = $derived.by((): readonly PlacedColumn[] => {
    const { result, rows } = this.read();
    let left = this.gutter;
    return result.columns.map((column) => {
      const fitted = rows > 0 ? this.#fit(result, column) : undefined;
      const width = this.#widths[column.index] ?? fitted?.width ?? 120;
      const placed = { ...column, left, width, decimals: fitted?.decimals };
      left += width;
      return placed;
    });
  });
  readonly width = $derived.by(() => {
    const last = this.columns.at(-1);
    return last ? last.left + last.width : this.gutter;
  });
  readonly bodyHeight = $derived.by(() => Math.max(0, this.seenHeight - this.read().head));
  readonly scroll = $derived.by(() => new RowScroll(this.read().rows, this.bodyHeight));
  readonly first = $derived.by(() => Math.floor(this.#place.top / ROW_HEIGHT));
  readonly last = $derived.by(() =>
    Math.min(this.read().rows, this.first + Math.ceil(this.bodyHeight / ROW_HEIGHT) + SPARE),
  );
  /** The columns in sight. */
  readonly shown = $derived.by(() =>
    this.columns.filter(
      ({ left, width }) =>
        left + width > this.left + this.gutter && left < this.left + this.seenWidth,
    ),
  );

  /** @param read asked again whenever what it reads changes */
  constructor(readonly read: () => GridSource) {}

  get top(): number {
    return this.#place.top;
  }

  get selection(): Selection | undefined {
    return this.#selection;
  }

  formatOf(column: number): CellFormat {
    return this.#formats[column] ?? 'auto';
  }

  setFormat(column: number, format: CellFormat): void {
    this.#formats = { ...this.#formats, [column]: format };
  }

  setWidth(column: number, width: number): void {
    const kept = Math.max(NARROWEST, Math.min(WIDEST, Math.round(width)));
    this.#widths = { ...this.#widths, [column]: kept };
  }

  /** Makes a column as wide as its cells want. */
  fit(column: ResultColumn): void {
    this.setWidth(column.index, fit(this.read().result, column).width);
  }

  /** Takes over what the browser has scrolled. */
  onScroll(): void {
    if (!this.element) return;
    this.left = this.element.scrollLeft;
    this.#place = this.scroll.follow(this.element.scrollTop, this.#place);
    if (!this.scroll.scaled) return;
    // Where the bar has fallen behind the rows it is put right, once the hand has let go.
    window.clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => this.#putBarRight(), 200);
  }

  #putBarRight(): void {
    // A busy browser tells of a scroll after it: who has gone on meanwhile must not be taken back.
    if (this.element?.scrollTop === this.#place.bar) this.#goTo(this.#place.top);
  }

  /** To be called when the table goes: nothing is put right any more. */
  close(): void {
    window.clearTimeout(this.#settle);
  }

  select(head: CellPlace, extend = false): void {
    const { rows, result } = this.read();
    const kept = {
      row: Math.max(0, Math.min(rows - 1, head.row)),
      column: Math.max(0, Math.min(result.columns.length - 1, head.column)),
    };
    this.#selection = { anchor: extend ? (this.#selection?.anchor ?? kept) : kept, head: kept };
  }

  selectAll(): void {
    const { rows, result } = this.read();
    this.#selection = {
      anchor: { row: 0, column: 0 },
      head: { row: rows - 1, column: result.columns.length - 1 },
    };
  }

  clearSelection(): void {
    this.#selection = undefined;
  }

  /** @returns whether the key was one that moves the selection */
  onKey(event: KeyboardEvent): boolean {
    const page = Math.max(1, Math.floor(this.bodyHeight / ROW_HEIGHT) - 1);
    const move = moveOf(event, page);
    if (!move || this.read().rows === 0) return false;
    // The first arrow down goes to the first row, not past it.
    const from = this.#selection?.head ?? { row: move.rows === 1 ? -1 : 0, column: 0 };
    this.select({ row: from.row + move.rows, column: from.column + move.columns }, event.shiftKey);
    if (this.#selection) this.show(this.#selection.head);
    return true;
  }

  /** Scrolls so that a cell is seen whole. */
  show({ row, column }: CellPlace): void {
    const top = row * ROW_HEIGHT;
    if (top < this.top) this.#goTo(top);
    else if (top + ROW_HEIGHT > this.top + this.bodyHeight) {
      this.#goTo(top + ROW_HEIGHT - this.bodyHeight);
    }
    const placed = this.columns[column];
    if (!this.element || !placed) return;
    const { left, width } = placed;
    if (left - this.gutter < this.element.scrollLeft) this.element.scrollLeft = left - this.gutter;
    else if (left + width > this.element.scrollLeft + this.seenWidth) {
      this.element.scrollLeft = left + width - this.seenWidth;
    }
  }

  #goTo(top: number): void {
    this.#place = this.scroll.placeOf(top);
    if (this.element) this.element.scrollTop = this.#place.bar;
  }

  readonly #fitted: Record<number, ColumnFit> = {};

  /** Guessed once, from the first rows: a table must not shift while it fills. */
  #fit(result: ResultSet, column: ResultColumn): ColumnFit {
    return (this.#fitted[column.index] ??= fit(result, column));
  }
}
