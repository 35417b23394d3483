/** Answers that are worked out at once: the server has few places, and others need some. */
const AT_ONCE = 2;

let taken = 0;
const waiting: (() => void)[] = [];

/** Waits for a turn; the turn must be given back by calling what it resolves with. */
export async function turn(): Promise<() => void> {
  if (taken >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  taken += 1;
  let back = false;
  return () => {
    if (back) return;
    back = true;
    taken -= 1;
    waiting.shift()?.();
  };
}
