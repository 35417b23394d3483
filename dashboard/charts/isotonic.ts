/**
 * Places items on a line, in their order and at least a gap apart, as close to where they would like
 * to be as possible (least squares; pool adjacent violators).
 * @param wanted where the middle of each item would like to be
 * @param sizes the length of each item
 * @param gap the least distance between two neighbours
 * @returns the middle of each item
 */
export function placeInOrder(
  wanted: readonly number[],
  sizes: readonly number[],
  gap: number,
): number[] {
  // Subtracting the room that earlier items take turns "at least a gap apart" into "not descending".
  const offsets: number[] = [];
  sizes.forEach((size, index) => {
    const before = offsets[index - 1];
    offsets.push(before === undefined ? 0 : before + ((sizes[index - 1] ?? 0) + size) / 2 + gap);
  });
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((value, index) => {
    let block = { sum: value - (offsets[index] ?? 0), count: 1 };
    for (
      let last = blocks.at(-1);
      last && last.sum / last.count > block.sum / block.count;
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((value, index) => value + (offsets[index] ?? 0));
}
