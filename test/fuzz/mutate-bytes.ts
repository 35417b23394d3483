import type { Random } from './random.ts';

type Change = (bytes: Buffer, random: Random) => Buffer;

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff];

/** A piece of a file: where it starts and ends. */
function piece(bytes: Buffer, random: Random): [number, number] {
  const start = random.below(bytes.length);
  return [start, Math.min(bytes.length, start + 1 + random.below(Math.min(bytes.length, 2_000)))];
}

/** Changes that know nothing of formats: what bad disks, half uploads and ill will do. */
const CHANGES: Readonly<Record<string, Change>> = {
  flip: (bytes, random) => {
    for (let count = 1 + random.below(12); count > 0; count--) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes;
  },
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  behead: (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 600))),
  zero: (bytes, random) => bytes.fill(random.pick([0, 0xff, 0x20]), ...piece(bytes, random)),
  drop: (bytes, random) => {
    const [start, end] = piece(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  repeat: (bytes, random) => {
    const [start, end] = piece(bytes, random);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  swap: (bytes, random) => {
    const [start, end] = piece(bytes, random);
    const to = random.below(Math.max(1, bytes.length - (end - start)));
    const moved = Buffer.from(bytes.subarray(start, end));
    bytes.copyWithin(start, to, to + moved.length);
    moved.copy(bytes, to);
    return bytes;
  },
  extreme: (bytes, random) => {
    for (let count = 1 + random.below(4); count > 0; count--) {
      const wide = random.chance(0.5);
      if (bytes.length < 4) return bytes;
      const at = random.below(bytes.length - 3);
      const value = random.pick(EXTREMES);
      if (wide) bytes.writeUInt32LE(value, at);
      else bytes.writeUInt16LE(value & 0xffff, at);
    }
    return bytes;
  },
  noise: (bytes, random) => {
    const at = random.below(bytes.length);
    const noise = Buffer.from(
      Array.from({ length: 1 + random.below(300) }, () => random.below(256)),
    );
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
};

/** One or two changes to a copy of a file's bytes. */
export function mutateBytes(original: Uint8Array, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(original);
  const changes = Object.values(CHANGES);
  for (let count = random.chance(0.3) ? 2 : 1; count > 0 && bytes.length > 0; count--) {
    bytes = Buffer.from(random.pick(changes)(bytes, random));
  }
  return bytes;
}
