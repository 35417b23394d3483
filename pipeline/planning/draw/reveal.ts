import { Failure, readMoment, text } from '../../contracts/index.ts';
import { allocate } from './allocation.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { contentOf, type Commitment, type DrawContent } from './commitment.ts';
import { inclusionProbabilities } from './inclusion.ts';
import { rank } from './ranking.ts';
import { seedText } from './seed.ts';

/** What the draw made of one unit. */
export interface DrawOutcome {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly stratum: string;
  /** From 1, within the stratum. */
  readonly rank: number;
  readonly digest: string;
  readonly key: number;
  readonly drawn: boolean;
  /** Chance it had to be drawn, before the seed was known. */
  readonly inclusion_probability: number;
  /** Who was drawn to go; empty where none are drawn or too few may. */
  readonly inspectors: readonly string[];
}

/** The draw, with all that is needed to do it again. */
export interface Certificate extends DrawContent {
  readonly commitment: string;
  readonly seed_values: readonly string[];
  /** The values as one canonical text. */
  readonly seed: string;
  readonly revealed_at: string;
  readonly strata: readonly {
    readonly stratum: string;
    readonly units: number;
    readonly draws: number;
    readonly inclusion_method: 'exact' | 'simulated';
    readonly inclusion_standard_error: number;
  }[];
  readonly outcomes: readonly DrawOutcome[];
  /** Hash of all of the above. */
  readonly certificate: string;
}

/** Twelve digits: what Σ π ÷ draws agrees to, and what a page shows is far fewer. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/**
 * Draws, with the seed that was announced.
 * @param values one a source, in the announced order
 * @param revealedAt ISO time
 * @throws Failure `draw_seed_empty`; `draw_too_early` before the time that was announced
 */
export function reveal(
  commitment: Commitment,
  values: readonly string[],
  revealedAt: string,
): Certificate {
  const { entries, rule, announced_seed: announced } = commitment;
  const known = readMoment(announced.known_at);
  if (!known || Date.parse(revealedAt) < known.getTime())
    throw new Failure(
      'draw_too_early',
      text(
        `公告的数值 ${announced.known_at} 才揭晓`,
        `The announced value becomes known at ${announced.known_at}`,
      ),
      { hint: text('揭晓后再抽取', 'Draw once it is known') },
    );
  const seed = seedText(values);
  const strata = new Map<string, typeof entries>();
  for (const entry of entries)
    strata.set(entry.stratum, [...(strata.get(entry.stratum) ?? []), entry]);
  const names = [...strata.keys()].sort();
  const sizes = new Map(names.map((name) => [name, strata.get(name)?.length ?? 0]));
  const allocation = allocate(sizes, rule.draws);
  const drawnStrata = names.map((stratum) => {
    const units = strata.get(stratum) ?? [];
    const draws = allocation.get(stratum) ?? 0;
    const weights = units.map(({ weight }) => (rule.method === 'uniform' ? 1 : weight));
    const inclusion = inclusionProbabilities(weights, draws);
    const chance = new Map(
      units.map(({ unit_code }, index) => [unit_code, inclusion.probabilities[index] ?? 0]),
    );
    const byCode = new Map(units.map((unit) => [unit.unit_code, unit]));
    const ranking = rank(
      seed,
      new Map(units.map(({ unit_code }, index) => [unit_code, weights[index] ?? 1])),
    );
    const outcomes = ranking.map(({ name, digest, key }, index): DrawOutcome => {
      const drawn = index < draws;
      return {
        unit_code: name,
        unit_name: byCode.get(name)?.unit_name ?? '',
        stratum,
        rank: index + 1,
        digest,
        key: rounded(key),
        drawn,
        inclusion_probability: rounded(chance.get(name) ?? 0),
        inspectors: drawn
          ? drawInspectors(commitment, seed, name, byCode.get(name)?.avoid ?? [])
          : [],
      };
    });
    const summary = {
      stratum,
      units: units.length,
      draws,
      inclusion_method: inclusion.method,
      inclusion_standard_error: rounded(inclusion.standardError),
    };
    return { summary, outcomes };
  });
  const content = {
    ...contentOf(commitment),
    commitment: commitment.commitment,
    seed_values: values,
    seed,
    revealed_at: revealedAt,
    strata: drawnStrata.map(({ summary }) => summary),
    outcomes: drawnStrata.flatMap(({ outcomes }) => outcomes),
  };
  return { ...content, certificate: sha256(canonicalJson(content)) };
}

/**
 * The first inspectors by SHA-256(seed ‖ unit ‖ `/` ‖ name) of those who may go there; a pair is of one
 * team, the team of whoever comes first and has enough others.
 */
function drawInspectors(
  { inspectors, rule }: DrawContent,
  seed: string,
  unitCode: string,
  avoid: readonly string[],
): string[] {
  const wanted = rule.inspectors_per_unit;
  if (wanted === 0) return [];
  const idOf = ({ team, name }: { team: string; name: string }): string => `${team}/${name}`;
  const able = inspectors.filter((inspector) => !avoid.includes(idOf(inspector)));
  const teamOf = new Map(able.map((inspector) => [idOf(inspector), inspector.team]));
  const ranking = rank(`${seed}${unitCode}/`, new Map(able.map((each) => [idOf(each), 1])));
  for (const { name } of ranking) {
    const team = ranking.filter((other) => teamOf.get(other.name) === teamOf.get(name));
    if (team.length >= wanted) return team.slice(0, wanted).map((each) => each.name);
  }
  return [];
}
