/** Tells how far a command has come, on standard error. */
export interface Progress {
  /** `done` of `total` came before `step`. */
  show(done: number, total: number, step: string): void;
  /** Clears what should not stay on the screen. */
  end(): void;
}

const BAR_WIDTH = 24;

/**
 * A bar on a terminal, plain lines in a pipe, nothing where machines read the output.
 * @param label what is being done
 * @param silent for `--json`
 */
export function progressLine(
  label: string,
  silent: boolean,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  if (silent) return { show: () => undefined, end: () => undefined };
  if (!stream.isTTY)
    return {
      show: (done, total, step) => void stream.write(`${label} ${done + 1}/${total} ${step}\n`),
      end: () => undefined,
    };
  return {
    show: (done, total, step) => {
      const filled = Math.round((BAR_WIDTH * done) / Math.max(total, 1));
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      stream.write(`\r\u001b[2K${label} ${bar} ${step}`);
    },
    end: () => void stream.write('\r\u001b[2K'),
  };
}
