import type { Box, Point } from './mercator.ts';

const CLOSEST = 40;

/** The part of a map that is in sight: what is at p in the whole map is drawn at p × scale + (x, y). */
export class Viewport {
  scale = $state(1);
  x = $state(0);
  y = $state(0);
  /** Size of the frame in px; whoever draws sets it. */
  width = $state(0);
  height = $state(0);

  get whole(): boolean {
    return this.scale === 1;
  }

  /** Where a point of the whole map is drawn. */
  place([x, y]: Point): Point {
    return [x * this.scale + this.x, y * this.scale + this.y];
  }

  /** Zooms by a factor, keeping the point under (x, y) where it is; the middle unless said. */
  zoom(factor: number, x = this.width / 2, y = this.height / 2): void {
    const scale = Math.min(CLOSEST, Math.max(1, this.scale * factor));
    const ratio = scale / this.scale;
    this.#set(scale, x - (x - this.x) * ratio, y - (y - this.y) * ratio);
  }

  /** Moves the map by so many px. */
  pan(x: number, y: number): void {
    this.#set(this.scale, this.x + x, this.y + y);
  }

  /** Shows a box of the whole map as large as fits. */
  show(box: Box): void {
    const room = 0.85;
    const scale = Math.min(
      12,
      Math.max(
        1,
        Math.min(
          (room * this.width) / Math.max(1, box.right - box.left),
          (room * this.height) / Math.max(1, box.bottom - box.top),
        ),
      ),
    );
    this.#set(
      scale,
      this.width / 2 - ((box.left + box.right) / 2) * scale,
      this.height / 2 - ((box.top + box.bottom) / 2) * scale,
    );
  }

  /** Moves the map just so far that a point of it is in sight. */
  reveal(point: Point): void {
    const [x, y] = this.place(point);
    const edge = 24;
    this.pan(
      Math.max(0, edge - x) - Math.max(0, x - this.width + edge),
      Math.max(0, edge - y) - Math.max(0, y - this.height + edge),
    );
  }

  reset(): void {
    this.#set(1, 0, 0);
  }

  /** The whole map always covers the frame. */
  #set(scale: number, x: number, y: number): void {
    this.scale = scale;
    this.x = Math.min(0, Math.max(this.width * (1 - scale), x));
    this.y = Math.min(0, Math.max(this.height * (1 - scale), y));
  }
}
