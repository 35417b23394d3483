import { Failure, readMoment, text } from '../../contracts/index.ts';
import { canonicalJson, sha256 } from './canonical.ts';

/** One unit that may be drawn. */
export interface DrawEntry {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly stratum: string;
  /** Above 0; 1 for all where the draw is uniform. */
  readonly weight: number;
  /** Inspectors who must not go there: 回避. */
  readonly avoid: readonly string[];
}

/** One who may be drawn to go. */
export interface DrawInspector {
  readonly name: string;
  readonly team: string;
}

/** How it is drawn; part of what is committed to. */
export interface DrawRule {
  readonly method: 'uniform' | 'weighted';
  readonly stratify_by: 'none' | 'area' | 'kind';
  /** Units to be drawn, in all. */
  readonly draws: number;
  /** Inspectors a unit; 0: none are drawn. */
  readonly inspectors_per_unit: number;
}

/** Where the seed will come from, said before anybody can know it. */
export interface AnnouncedSeed {
  /** In words: `双色球第 2026130 期红球号码` and so on, one a source. */
  readonly sources: readonly string[];
  /** When it becomes known: a time with its zone, so that every verifier reads the same. */
  readonly known_at: string;
}

/** Everything that is fixed before the seed is known. */
export interface DrawContent {
  readonly format: 'xiaoan-draw/1';
  readonly title: string;
  /** Month that is planned, `YYYY-MM`. */
  readonly month: string;
  readonly committed_at: string;
  readonly announced_seed: AnnouncedSeed;
  readonly rule: DrawRule;
  readonly entries: readonly DrawEntry[];
  readonly inspectors: readonly DrawInspector[];
}

/** What is published first: the content with its hash, or the hash alone. */
export interface Commitment extends DrawContent {
  readonly commitment: string;
}

/** The hash that is published before the seed is known. */
export const commitmentOf = (content: DrawContent): string => sha256(canonicalJson(content));

/**
 * Fixes a draw: entries in the order of their codes, whoever listed them.
 * @throws Failure `draw_known_already` where the seed may be known by then; `time_invalid` where nobody can tell
 */
export function commit(content: DrawContent): Commitment {
  const { known_at } = content.announced_seed;
  const known = /(?:Z|[+-]\d{2}:\d{2})$/.test(known_at) ? readMoment(known_at) : undefined;
  if (!known)
    throw new Failure(
      'time_invalid',
      text(`“${known_at}”不是带时区的时间`, `“${known_at}” is no time with its zone`),
      {
        usage: true,
        hint: text('写作 2026-10-29T21:15:00+08:00', 'Write 2026-10-29T21:15:00+08:00'),
      },
    );
  if (known.getTime() <= Date.parse(content.committed_at))
    throw new Failure(
      'draw_known_already',
      text('公告的数值此时可能已经揭晓', 'The announced value may be known already'),
      {
        hint: text(
          '选一个将来才揭晓的数值，并写明时间',
          'Announce a value that becomes known later, and when',
        ),
      },
    );
  const entries = [...content.entries].sort((one, other) =>
    one.unit_code < other.unit_code ? -1 : 1,
  );
  const fixed = { ...content, entries };
  return { ...fixed, commitment: commitmentOf(fixed) };
}

/** A commitment's content without its hash. */
export function contentOf({
  format,
  title,
  month,
  committed_at,
  announced_seed,
  rule,
  entries,
  inspectors,
}: DrawContent): DrawContent {
  return { format, title, month, committed_at, announced_seed, rule, entries, inspectors };
}
