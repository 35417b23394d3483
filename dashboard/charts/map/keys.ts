import { tick } from 'svelte';
import type { PlacedUnit } from './unit-canvas.ts';
import type { Viewport } from './viewport.svelte.ts';
import type { Walk } from './walk.svelte.ts';

export interface KeyHandlers {
  /** The keyboard goes to another unit. */
  readonly onwalk: () => void;
  /** The unit where the keyboard is was opened. */
  readonly onopen: (at: PlacedUnit) => void;
  /** Escape leads out of what was drilled down to. */
  readonly onescape: () => void;
}

/**
 * Arrows and Page Up and Down walk from unit to unit, Enter opens one; plus, minus and nought zoom.
 * @returns an attachment for what holds the units' links
 */
export function keys(
  viewport: Viewport,
  walk: Walk,
  { onwalk, onopen, onescape }: KeyHandlers,
): (holder: SVGElement) => () => void {
  return (holder) => {
    const go = async ({ unit, point }: PlacedUnit): Promise<void> => {
      walk.moveTo(unit.code);
      onwalk();
      viewport.reveal(point);
      await tick();
      holder.querySelector<SVGAElement>('a[tabindex="0"]')?.focus({ preventScroll: true });
    };

    const onKeyDown = (event: KeyboardEvent): void => {
      const { key } = event;
      if (key === '+' || key === '=') viewport.zoom(1.5);
      else if (key === '-') viewport.zoom(1 / 1.5);
      else if (key === '0') viewport.reset();
      else if (key === 'Escape') onescape();
      else if (key === 'Enter') {
        if (!walk.at) return;
        event.preventDefault();
        onopen(walk.at);
      } else {
        const next = walk.next(key);
        if (next === undefined) return;
        event.preventDefault();
        if (next) void go(next);
      }
    };

    holder.addEventListener('keydown', onKeyDown);
    return () => holder.removeEventListener('keydown', onKeyDown);
  };
}
