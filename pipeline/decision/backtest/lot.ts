import { randomNumbers } from './metrics/index.ts';

/**
 * A number in [0, 1) drawn for a name: the same for the same name and seed, whatever else is drawn, so that a
 * unit's lot does not depend on which other units there are. FNV-1a of the name seeds the generator.
 */
export function drawnByLot(name: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return randomNumbers(hash)();
}
