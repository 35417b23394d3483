/**
 * Pieces that were made already, then the others. No generator: one whose reader goes before it was ever
 * asked for anything would end without ending those, and what they hold (a query's turn) would be held for
 * good.
 */
export function resumed<Piece>(
  made: readonly Piece[],
  rest: AsyncGenerator<Piece, void>,
): AsyncIterableIterator<Piece, void> {
  const ready = made.values();
  return {
    async next() {
      const piece = ready.next();
      return piece.done ? rest.next() : piece;
    },
    return: () => rest.return(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
