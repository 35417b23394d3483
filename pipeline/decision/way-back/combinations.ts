/**
 * The subsets of so many items, in the order of the items.
 * @param most subsets given at most
 */
export function* combinations<Item>(
  items: readonly Item[],
  size: number,
  most: number,
): Generator<readonly Item[]> {
  const places = Array.from({ length: size }, (_, index) => index);
  if (size > items.length) return;
  for (let given = 0; given < most; given++) {
    yield places.flatMap((place) => items.slice(place, place + 1));
    let turn = size - 1;
    while (turn >= 0 && places[turn] === items.length - size + turn) turn -= 1;
    if (turn < 0) return;
    const first = (places[turn] ?? 0) + 1;
    for (let index = turn; index < size; index++) places[index] = first + index - turn;
  }
}
