import type { Text } from '../contracts/index.ts';
import { inForce, type PolicyFile } from './load-policies.ts';
import { readPolicy } from './read-policy.ts';
import { signalLabels, signalsOff } from './signals.ts';

/** A version of the policy, and the signals that it does not name. */
export interface VersionWithout {
  readonly version: string;
  readonly signals: readonly Text[];
}

/**
 * The versions that decide a day or come into force after it, and that leave signals off.
 * @param day ISO date
 * @throws Failure `policy_invalid` naming file and line
 */
export function versionsWithoutSignals(
  files: readonly PolicyFile[],
  day: string,
): readonly VersionWithout[] {
  const versions = inForce(files.map(({ file, text }) => readPolicy(file, text)));
  return versions
    .filter((_, index) => (versions[index + 1]?.effectiveFrom ?? '9999') > day)
    .map(({ version, signals }) => ({
      version,
      signals: signalsOff(signals).map((name) => signalLabels[name]),
    }))
    .filter(({ signals }) => signals.length > 0);
}
