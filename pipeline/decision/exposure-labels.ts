import { columnOf, contractOf, text, type Text } from '../contracts/index.ts';
import { facilityFacts, peopleFacts, type ExposureFact } from './policy.ts';

/** Exposures that the register holds under another name than a yes-or-no column of its own. */
const derived: Partial<Record<ExposureFact, Text>> = {
  private: text('民办', 'Private'),
  building_old: text('校舍老旧', 'Old building'),
  no_fire_acceptance: text('未经消防验收或备案', 'No fire acceptance or filing'),
  assessed_high: text('固有风险评定：高', 'Assessed inherent risk: high'),
  assessed_medium: text('固有风险评定：中', 'Assessed inherent risk: medium'),
};

/** What each exposure is called: as in the contract of the register, where it has a column. */
export const exposureLabels = Object.fromEntries(
  [...facilityFacts, ...peopleFacts].map((fact) => [fact, derived[fact] ?? registerLabel(fact)]),
) as Record<ExposureFact, Text>;

function registerLabel(fact: ExposureFact): Text {
  const register = contractOf('unit');
  if (!register) throw new RangeError('there is no contract of the unit register');
  return columnOf(register, fact).label;
}
