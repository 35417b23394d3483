import type { Certificate } from '../../planning/draw/index.ts';
import type { PlanStore } from '../../planning/store.ts';

/** Commitments and certificates, newest first; a commitment that was revealed names its certificate. */
export function drawsOf(store: PlanStore) {
  const all = store
    .draws()
    .map((hash) => ({ hash, content: JSON.parse(store.draw(hash)) as Certificate }));
  const revealed = new Map(
    all.flatMap(({ content }) => (content.certificate ? [[content.commitment, content]] : [])),
  );
  return all
    .filter(({ content }) => !content.certificate)
    .sort((one, other) => (one.content.committed_at < other.content.committed_at ? 1 : -1))
    .map(({ content }) => {
      const certificate = revealed.get(content.commitment);
      return {
        commitment: content.commitment,
        month: content.month,
        committed_at: content.committed_at,
        sources: content.announced_seed.sources,
        known_at: content.announced_seed.known_at,
        draws: content.rule.draws,
        units: content.entries.length,
        certificate: certificate?.certificate ?? null,
        seed_values: certificate?.seed_values ?? [],
        drawn: (certificate?.outcomes ?? [])
          .filter(({ drawn }) => drawn)
          .map(({ unit_code, unit_name, inclusion_probability, inspectors }) => ({
            unit_code,
            unit_name,
            inclusion_probability,
            inspectors,
          })),
      };
    });
}
