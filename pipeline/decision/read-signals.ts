import type { PolicyNode } from './policy-node.ts';
import { signalNames, type PolicySignal } from './signals.ts';

/** Numbers of the section that stand alone, as columns of `policy.setting`. */
export interface SignalSettings {
  readonly signal_accepted_share: number;
  readonly signal_discovery_share: number;
  readonly signal_peer_weight: number;
  readonly signal_own_weight: number;
  readonly signal_finding_prior: number;
  readonly signal_finding_exponent: number;
  readonly text_likeness: number;
}

/**
 * Reads the section `signals` of a policy.
 * @throws Failure `policy_invalid` with file and line: a signal unknown or named twice, a share that is none, or stated rates whose sum is above the accepted share
 */
export function readSignals(section: PolicyNode): {
  signals: PolicySignal[];
  settings: SignalSettings;
} {
  const keys = section.mapping([
    'accepted_share',
    'discovery_share',
    'peer_weight',
    'own_weight',
    'finding_prior',
    'finding_exponent',
    'text_likeness',
    'list',
  ]);
  const accepted = keys.accepted_share.number({ max: 0.5 });
  const signals = readList(keys.list);
  const sum = signals.reduce((total, { rate }) => total + rate, 0);
  if (sum > accepted + 1e-9)
    keys.accepted_share.fail(
      `各信号误报率之和 ${sum.toFixed(4)} 超过可接受的比例`,
      `the stated rates sum to ${sum.toFixed(4)}, above the accepted share`,
    );
  return {
    signals,
    settings: {
      signal_accepted_share: accepted,
      signal_discovery_share: keys.discovery_share.number({ max: 1 }),
      signal_peer_weight: keys.peer_weight.positive(),
      signal_own_weight: keys.own_weight.positive(),
      signal_finding_prior: keys.finding_prior.positive(),
      signal_finding_exponent: keys.finding_exponent.number({ max: 1 }),
      text_likeness: keys.text_likeness.number({ min: 0.3, max: 1 }),
    },
  };
}

function readList(list: PolicyNode): PolicySignal[] {
  const seen = new Set<string>();
  const signals = list.items().map((node) => {
    const signal = readSignal(node);
    if (seen.has(signal.signal))
      node.fail(`${signal.signal} 重复`, `${signal.signal} is named twice`);
    seen.add(signal.signal);
    return signal;
  });
  return signals;
}

function readSignal(node: PolicyNode): PolicySignal {
  const keys = node.mapping([
    'signal',
    'rate',
    'months',
    'least',
    'dispersion',
    'source',
    'label',
    'sentence',
    'verify',
  ]);
  const signal = keys.signal.oneOf(signalNames);
  const words = ['value', 'expected', 'trials', 'months'];
  // Only what two sources saw tells how much neither did.
  if (signal === 'finding_unreported') words.push('estimate');
  return {
    signal,
    rate: keys.rate.positive(),
    months: keys.months.integer({ min: 1, max: 60 }),
    least: keys.least.integer({ min: 1, max: 1000 }),
    dispersion: keys.dispersion.number({ min: 0.001, max: 1 }),
    source: keys.source.string(),
    label: keys.label.text(),
    sentence: keys.sentence.text(words),
    verify: keys.verify.text(),
  };
}
