import { text, type Locale, type Text } from '../../contracts/index.ts';
import type { Breach, NearVisit } from '../../planning/breach.ts';
import { originLabels, ruleLabels } from '../../planning/labels.ts';

/** A breach as a reader is told of it. */
export interface BreachWords {
  readonly rule: string;
  readonly hard: boolean;
  readonly text: string;
  readonly place: string;
  /** What to do about it, where that depends on the visits; else null. */
  readonly advice: string | null;
}

/** A breach in words. @param units names by code */
export function breachWords(
  breach: Breach,
  units: ReadonlyMap<string, string>,
  locale: Locale,
): BreachWords {
  const { rule, hard, unitCode, team, date, month, found, wanted, near } = breach;
  const unit = unitCode && (units.get(unitCode) ?? unitCode);
  if (near)
    return {
      rule,
      hard,
      text: nearText(breach, near)[locale],
      place: unit ?? '',
      advice: adviceOn(near)[locale],
    };
  const place = [unit, team, date ?? month].filter(Boolean);
  const numbers = found === undefined || wanted === undefined ? '' : ` ${found} / ${wanted}`;
  return {
    rule,
    hard,
    text: `${ruleLabels[rule][locale]}${numbers}`,
    place: place.join(' · '),
    advice: null,
  };
}

const heldLabels: Readonly<Record<NearVisit['held'], Text>> = {
  ...originLabels,
  made: text('已经查过', 'already made'),
  locked: text('已锁定', 'locked'),
};

function nearText({ rule, found, wanted }: Breach, near: NonNullable<Breach['near']>): Text {
  const [one, other] = near.map(({ date, held }) =>
    text(`${date}（${heldLabels[held].zh}）`, `${date} (${heldLabels[held].en.toLowerCase()})`),
  );
  const visits = text(`${one?.zh}、${other?.zh}`, `${one?.en}, ${other?.en}`);
  return rule === 'gap'
    ? text(
        `两次检查只隔 ${found} 个月，至少应隔 ${wanted} 个月：${visits.zh}`,
        `Too few months between two visits (${found}, at least ${wanted}): ${visits.en}`,
      )
    : text(`${ruleLabels[rule].zh}：${visits.zh}`, `${ruleLabels[rule].en}: ${visits.en}`);
}

/** How two visits that are too near each other are settled: who is drawn is seen, what is locked is unlocked first. */
function adviceOn(near: NonNullable<Breach['near']>): Text {
  const held = near.map((visit) => visit.held);
  const isDrawn = held.includes('draw');
  if (isDrawn && held.includes('locked'))
    return text(
      '抽中的要去；锁定的那次请先解锁，再改期或取消',
      'The one drawn is made; unlock the locked one, then move it or take it out',
    );
  if (isDrawn)
    return text(
      '抽中的要去；另一次请改期或取消',
      'The one drawn is made; move the other or take it out',
    );
  return held.includes('made')
    ? text('请把计划的这次改期或取消', 'Move the planned one or take it out')
    : text(
        '请把其中一次改期或取消，锁定的先解锁',
        'Move one of them or take it out, unlocking it first where it is locked',
      );
}
