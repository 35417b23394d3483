import type { Viewport } from './viewport.svelte.ts';

export interface GestureHandlers {
  /** The pointer is over (x, y) of the frame, or has left it (undefined). */
  readonly onhover: (at: { x: number; y: number } | undefined) => void;
  /** The frame was pressed and released at (x, y) without moving. */
  readonly onpress: (at: { x: number; y: number }, event: MouseEvent) => void;
}

/** Movement up to this many px is still a press. */
const SLACK = 4;

/**
 * Wheel, drag and pinch move a viewport; a press is passed on. At the whole map the wheel only zooms
 * in and a finger only scrolls, so that the page can be scrolled past the map.
 * @returns an attachment for the frame
 */
export function gestures(
  viewport: Viewport,
  { onhover, onpress }: GestureHandlers,
): (frame: HTMLElement) => () => void {
  return (frame) => {
    const pointers = new Map<number, { x: number; y: number }>();
    let travelled = 0;

    const at = (event: MouseEvent): { x: number; y: number } => {
      const box = frame.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };

    const onWheel = (event: WheelEvent): void => {
      if (viewport.whole && event.deltaY > 0) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const { x, y } = at(event);
      viewport.zoom(2 ** ((-event.deltaY * lines) / (event.ctrlKey ? 60 : 240)), x, y);
    };

    const onPointerDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      if (pointers.size === 0) travelled = 0;
      pointers.set(event.pointerId, at(event));
    };

    const onPointerMove = (event: PointerEvent): void => {
      const now = at(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        onhover(now);
        return;
      }
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      if (travelled <= SLACK) return;
      frame.setPointerCapture(event.pointerId);
      onhover(undefined);
      if (other) {
        const spread = Math.hypot(before.x - other.x, before.y - other.y);
        const wider = Math.hypot(now.x - other.x, now.y - other.y);
        viewport.zoom(wider / Math.max(1, spread), (now.x + other.x) / 2, (now.y + other.y) / 2);
        viewport.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      } else {
        viewport.pan(now.x - before.x, now.y - before.y);
      }
    };

    const onPointerEnd = (event: PointerEvent): void => {
      pointers.delete(event.pointerId);
    };

    const onClick = (event: MouseEvent): void => {
      if (travelled > SLACK) event.preventDefault();
      else onpress(at(event), event);
    };

    /** A finger that is lifted has left as well, but what it pressed is still being read. */
    const onLeave = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch') onhover(undefined);
    };
    /** Links and pictures would be dragged away instead of the map. */
    const onDragStart = (event: DragEvent): void => event.preventDefault();

    frame.addEventListener('wheel', onWheel, { passive: false });
    frame.addEventListener('pointerdown', onPointerDown);
    frame.addEventListener('pointermove', onPointerMove);
    frame.addEventListener('pointerup', onPointerEnd);
    frame.addEventListener('pointercancel', onPointerEnd);
    frame.addEventListener('pointerleave', onLeave);
    frame.addEventListener('click', onClick);
    frame.addEventListener('dragstart', onDragStart);
    return () => {
      frame.removeEventListener('wheel', onWheel);
      frame.removeEventListener('pointerdown', onPointerDown);
      frame.removeEventListener('pointermove', onPointerMove);
      frame.removeEventListener('pointerup', onPointerEnd);
      frame.removeEventListener('pointercancel', onPointerEnd);
      frame.removeEventListener('pointerleave', onLeave);
      frame.removeEventListener('click', onClick);
      frame.removeEventListener('dragstart', onDragStart);
    };
  };
}
