import type { UnmappedValue } from '../../data/actions.ts';

/** What one decision answers: a word of a list or a name of a unit, wherever it is written. */
export interface MappingQuestion {
  readonly key: string;
  readonly kind: UnmappedValue['kind'];
  readonly list: string | null;
  readonly value: string;
  readonly places: readonly UnmappedValue[];
  readonly proposals: UnmappedValue['proposals'];
}

/** As many as the server gives for one place. */
const PROPOSALS = 3;

/** Puts together what one decision answers: a word decided for one return is decided for all. */
export function mappingQuestions(values: readonly UnmappedValue[]): MappingQuestion[] {
  const questions = new Map<string, MappingQuestion>();
  for (const value of values) {
    const key = [value.kind, value.list, value.value].join('\n');
    const known = questions.get(key);
    questions.set(key, {
      key,
      kind: value.kind,
      list: value.list,
      value: value.value,
      places: [...(known?.places ?? []), value],
      proposals: likeliest([...(known?.proposals ?? []), ...value.proposals]),
    });
  }
  return [...questions.values()];
}

/** Each code once, the likeliest first. */
function likeliest(proposals: UnmappedValue['proposals']): UnmappedValue['proposals'] {
  const sorted = [...proposals].sort((first, second) => second.similarity - first.similarity);
  return sorted
    .filter(({ code }, index) => sorted.findIndex((each) => each.code === code) === index)
    .slice(0, PROPOSALS);
}
