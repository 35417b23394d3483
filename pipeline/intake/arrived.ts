import { join } from 'node:path';
import { isArchive, unpackArchive } from './archive.ts';
import { sourceAt, type Source } from './source.ts';
import type { Arrival } from './walk.ts';

/** A source, the path it came by, and the arrival that it is of. */
export interface ArrivedSource {
  readonly source: Source;
  readonly path: string;
  readonly arrival: Arrival;
}

/** The files of a source: those in it where it is an archive, else itself. */
export function* filesOf(source: Source): Generator<Source> {
  if (!source.failure && isArchive(source.bytes)) yield* unpackArchive(source);
  else yield source;
}

/**
 * Reads the files of arrivals one after another, archives opened.
 * @param expand called with the number of files that an archive turns out to hold
 * @throws Failure `file_missing` where one is gone
 */
export async function* sourcesOf(
  arrivals: readonly Arrival[],
  expand: (files: number) => void = () => undefined,
  maximum?: number,
): AsyncGenerator<ArrivedSource> {
  for (const arrival of arrivals) {
    const source = await sourceAt(arrival.path, maximum);
    let files = 0;
    for (const file of filesOf(source)) {
      if ((files += 1) > 1) expand(files);
      const path = file.archive ? join(arrival.path, file.name) : arrival.path;
      yield { source: file, path, arrival };
    }
  }
}
