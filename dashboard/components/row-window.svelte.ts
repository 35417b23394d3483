/** Beyond this many rows only those in sight are drawn. */
const DRAW_ALL = 500;
/** Rows drawn above and below those in sight, so that quick scrolling shows no gap. */
const MARGIN = 12;

/** Which rows of a list that scrolls by itself are drawn; all of them where there are few. */
export class RowWindow {
  /** What scrolls, its height in pixels, and how far it was scrolled. */
  scroller = $state<HTMLElement>();
  viewHeight = $state(0);
  scrollTop = $state(0);
  /** Height of a row in pixels. */
  rowHeight = $state(33);

  readonly #windowed = $derived.by(() => this.count() > DRAW_ALL);
  /** The first row drawn. */
  readonly start = $derived(
    this.#windowed ? Math.max(0, Math.floor(this.scrollTop / this.rowHeight) - MARGIN) : 0,
  );
  /** The row after the last one drawn. */
  readonly end = $derived.by(() => {
    const inSight = Math.ceil((this.scrollTop + this.viewHeight) / this.rowHeight);
    return this.#windowed ? Math.min(this.count(), inSight + MARGIN) : this.count();
  });
  /** Rows that a press of Page Down passes. */
  readonly page = $derived(Math.max(1, Math.floor(this.viewHeight / this.rowHeight) - 2));

  /** @param count how many rows there are; read again at every use */
  constructor(private readonly count: () => number) {}

  /** Scrolls as little as brings a row into sight, so that it is drawn. */
  reveal(index: number): void {
    const { scroller, rowHeight, viewHeight } = this;
    if (!this.#windowed || !scroller) return;
    const top = index * rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + 2 * rowHeight > scroller.scrollTop + viewHeight)
      scroller.scrollTop = top + 2 * rowHeight - viewHeight;
    this.scrollTop = scroller.scrollTop;
  }

  /** Learns the height of a row from one that is drawn. */
  readonly measure = (row: HTMLElement): void => {
    if (row.offsetHeight > 0) this.rowHeight = row.offsetHeight;
  };
}
