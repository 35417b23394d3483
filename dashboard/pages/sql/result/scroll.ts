/** Height of a row of the table, px. */
export const ROW_HEIGHT = 28;

/**
 * Tallest that the scrolled box is made, px. Browsers cut boxes at 17 million (Firefox) to 33 million
 * (Chromium), which a million rows would pass; beyond this, places of the bar stand for places of the rows.
 */
const TALLEST = 8_000_000;

/** Where the table stands: what the browser scrolls, and what is seen of the rows. */
export interface ScrollPlace {
  /** The box's `scrollTop`. */
  readonly bar: number;
  /** First pixel seen of all the rows, if they stood one below the other. */
  readonly top: number;
}

/** Scrolls rows through a box that may be shorter than they are. Heights in px. */
export class RowScroll {
  readonly whole: number;
  /** Height of the scrolled box. */
  readonly box: number;

  constructor(
    rows: number,
    private readonly seen: number,
  ) {
    this.whole = rows * ROW_HEIGHT;
    this.box = Math.min(this.whole, TALLEST);
  }

  /** Whether a pixel of the bar is more than a pixel of the rows. */
  get scaled(): boolean {
    return this.whole > this.box;
  }

  /** Where the rows stand after the browser has scrolled to `bar`. */
  follow(bar: number, before: ScrollPlace): ScrollPlace {
    if (!this.scaled) return { bar, top: bar };
    const by = bar - before.bar;
    // A turn of the wheel moves the rows by as much; a leap along the bar goes to where it points.
    const near = Math.abs(by) <= 4 * this.seen;
    const top = near && bar > 0 && bar < this.lastBar ? before.top + by : this.topAt(bar);
    return { bar, top: Math.max(0, Math.min(this.lastTop, top)) };
  }

  /** Where the bar must stand for a pixel of the rows to be seen first. */
  placeOf(top: number): ScrollPlace {
    const kept = Math.max(0, Math.min(this.lastTop, top));
    const bar = this.scaled ? Math.round((kept / this.lastTop) * this.lastBar) : kept;
    return { bar, top: kept };
  }

  private get lastTop(): number {
    return Math.max(0, this.whole - this.seen);
  }

  private get lastBar(): number {
    return Math.max(0, this.box - this.seen);
  }

  private topAt(bar: number): number {
    // Whole pixels, or the lines between rows blur.
    return this.lastBar === 0 ? 0 : Math.round((bar / this.lastBar) * this.lastTop);
  }
}
