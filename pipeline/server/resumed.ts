/**
 * Pieces that were made already, then the others. No generator: one whose reader goes before it was ever
 * asked for anything would end without ending those, and what they hold (a query's turn) would be held for
 * good.
 */
export function resumed<Piece extends object | string>(
  made: readonly Piece[],
  rest: AsyncGenerator<Piece, void>,
): AsyncIterableIterator<Piece, void> {
  // Emptied as it is read: the reader may be held on to for longer than the pieces should be.
  const ready = [...made];
  return {
    async next() {
      const piece = ready.shift();
      return piece === undefined ? rest.next() : { value: piece, done: false };
    },
    return: () => rest.return(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
