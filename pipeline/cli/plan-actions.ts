import { Failure, text, type Locale } from '../contracts/index.ts';
import { calendarFile } from '../planning/calendar-file.ts';
import { workingDays } from '../planning/calendar.ts';
import {
  lockVisit,
  moveVisit,
  removeVisit,
  undo,
  type Author,
  type Changed,
} from '../planning/change-plan.ts';
import { roadMinutes, type Breach } from '../planning/check-plan.ts';
import { overrideReasons, type PlanDocument } from '../planning/document.ts';
import { certificatePage, readCommitment, type Certificate } from '../planning/draw/index.ts';
import {
  clashLabels,
  clashUnits,
  originLabels,
  ruleLabels,
  visitTypeLabel,
} from '../planning/labels.ts';
import type { PlannedVisit } from '../planning/plan.ts';
import { Planner } from '../planning/planner.ts';
import { teamWorkbook } from '../planning/team-workbook.ts';
import type { PlanActions, PlanMaking, VisitChoice } from '../server/index.ts';
import { PlanDesk, type PlanGround } from './plan-desk.ts';
import type { Turns } from './turns.ts';

const IDLE: PlanMaking = {
  state: 'idle',
  step: null,
  best: null,
  bound: null,
  plan_id: null,
  error: null,
};
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a page is told of a plan in a list. */
const summaryOf = (plan: PlanDocument) => ({
  id: plan.id,
  status: plan.status,
  created_at: plan.created_at,
  published_at: plan.published_at,
  published_by: plan.published_by,
  first_month: plan.first_month,
  months: plan.months,
  days: plan.days,
  visits: plan.visits.length,
  units: new Set(plan.visits.map(({ unitCode }) => unitCode)).size,
  findings: plan.findings,
  travel_minutes: plan.travel_minutes,
  gap: plan.gap,
  clash: plan.clash !== null,
});

/**
 * What the page of plans can have done to a warehouse.
 * @param turns shared with whatever else writes
 * @param changed told when something was published that the next snapshot shows
 */
export function planActions(dir: string, turns: Turns, changed: () => void): PlanActions {
  const desk = new PlanDesk(dir);
  let making: PlanMaking = IDLE;
  let planner: Planner | undefined;

  const visitOf = (plan: PlanDocument, choice: VisitChoice): PlannedVisit => {
    const found = plan.visits.find(
      ({ unitCode, date, team }) =>
        unitCode === choice.unitCode && date === choice.date && team === choice.team,
    );
    if (found) return found;
    throw new Failure('visit_unknown', text('计划中没有这次检查', 'The plan has no such visit'), {
      hint: text('计划已变动，请刷新', 'The plan has changed: load it again'),
    });
  };

  const draftOf = (id: string): PlanDocument => {
    const plan = desk.store.load(id);
    if (plan.status === 'draft') return plan;
    throw new Failure(
      'plan_published',
      text('计划已公布，不能再改', 'The plan is published and cannot be changed'),
      { hint: text('另排一个新计划', 'Make a new plan') },
    );
  };

  const authorOf = ({ by, reason, note }: VisitChoice): Author => {
    const known = overrideReasons.find((each) => each === reason);
    if (!known)
      throw new Failure(
        'reason_unknown',
        text(`没有原因代码 ${reason}`, `There is no reason ${reason}`),
        {
          hint: text(overrideReasons.join('、'), overrideReasons.join(', ')),
        },
      );
    return { by, reason: known, note, at: new Date().toISOString() };
  };

  const change = async (
    choice: VisitChoice,
    work: (ground: PlanGround, plan: PlanDocument, visit: PlannedVisit, author: Author) => Changed,
    keep: boolean,
    locale: Locale,
  ): Promise<unknown> => {
    const plan = draftOf(choice.plan);
    const ground = await desk.ground();
    const result = work(ground, plan, visitOf(plan, choice), authorOf(choice));
    if (keep && !result.refused) desk.store.save(result.plan);
    const unitNames = new Map(ground.units.map(({ code, name }) => [code, name]));
    return {
      refused: result.refused,
      breaches: result.breaches.map((breach) => breachWords(breach, unitNames, locale)),
      plan: keep && !result.refused ? detailOf(desk, ground, result.plan, locale) : null,
    };
  };

  return {
    async overview() {
      const ground = await desk.ground();
      const plans = desk.store.list().map(summaryOf);
      return {
        month: ground.month,
        capacity_version: ground.capacity.version,
        teams: ground.capacity.teams.map(({ team, kind, area, daysPerMonth, inspectors }) => ({
          team,
          kind,
          area,
          days: daysPerMonth,
          inspectors: inspectors.length,
        })),
        reasons: overrideReasons,
        rolled_over: ground.rolledOver.length,
        plans,
        draws: drawsOf(desk),
      };
    },
    async plan(id, locale) {
      return detailOf(desk, await desk.ground(), desk.store.load(id), locale);
    },
    async make(choice) {
      if (making.state === 'making')
        throw new Failure('plan_busy', text('正在排另一个计划', 'Another plan is being made'), {
          hint: text('等它完成，或先停止', 'Wait for it, or stop it'),
        });
      const ground = await desk.ground();
      const request = desk.request(ground, choice);
      making = { ...IDLE, state: 'making', step: 'months' };
      planner = new Planner(request, ({ step, best, bound }) => {
        making = { ...making, step, best: best ?? making.best, bound: bound ?? making.bound };
      });
      planner.answer.then(
        (made) => {
          const { id } = desk.keep(ground, choice, request, made);
          making = { ...making, state: 'done', plan_id: id };
        },
        (error: unknown) => {
          making = {
            ...making,
            state: 'failed',
            error: error instanceof Error ? error.message : '',
          };
        },
      );
      return making;
    },
    making: () => making,
    stop: () => planner?.stop(),
    move: (choice, to, trial, locale) =>
      change(
        choice,
        (ground, plan, visit, author) =>
          moveVisit(desk.situation(ground, plan), plan, visit, to, author),
        !trial,
        locale,
      ),
    remove: (choice, locale) =>
      change(
        choice,
        (ground, plan, visit, author) =>
          removeVisit(desk.situation(ground, plan), plan, visit, author),
        true,
        locale,
      ),
    lock: (choice, locked, locale) =>
      change(
        choice,
        (ground, plan, visit, author) =>
          lockVisit(desk.situation(ground, plan), plan, visit, locked, author),
        true,
        locale,
      ),
    async undo(id, locale) {
      const plan = draftOf(id);
      const ground = await desk.ground();
      const next = undo(desk.situation(ground, plan), plan);
      desk.store.save(next);
      return detailOf(desk, ground, next, locale);
    },
    async publish(id, by, locale) {
      const published = await turns.take(() => desk.publish(desk.store.load(id), by));
      changed();
      return detailOf(desk, await desk.ground(), published, locale);
    },
    async commitDraw(month, source, knownAt) {
      const ground = await desk.ground();
      desk.commitDraw(ground, month, null, { sources: [source], known_at: knownAt });
      return { draws: drawsOf(desk) };
    },
    async revealDraw(hash, value) {
      const commitment = readCommitment(hash, desk.store.draw(hash));
      await turns.take(() => desk.revealDraw(commitment, [value]));
      changed();
      return { draws: drawsOf(desk) };
    },
    async file(id, kind, locale) {
      if (kind === 'certificate.html' || kind === 'certificate.json') {
        const certificate = desk.store.certificate(id);
        return kind.endsWith('.html')
          ? {
              name: kind,
              type: 'text/html; charset=utf-8',
              bytes: certificatePage(certificate, locale),
            }
          : {
              name: `${id.slice(0, 12)}.json`,
              type: 'application/json; charset=utf-8',
              bytes: desk.store.draw(id),
            };
      }
      const plan = desk.store.load(id);
      const units = new Map((await desk.ground()).units.map((unit) => [unit.code, unit]));
      if (kind === 'plan.xlsx')
        return {
          name: `${plan.id}.xlsx`,
          type: XLSX,
          bytes: await teamWorkbook(plan.id, plan.first_month, plan.visits, units, locale),
        };
      if (kind === 'plan.ics')
        return {
          name: `${plan.id}.ics`,
          type: 'text/calendar; charset=utf-8',
          bytes: calendarFile(plan.visits, units, locale, plan.created_at),
        };
      throw new Failure('plan_unknown', text(`没有文件 ${kind}`, `There is no file ${kind}`));
    },
  };
}

/** Commitments and certificates, newest first; a commitment that was revealed names its certificate. */
function drawsOf(desk: PlanDesk) {
  const all = desk.store
    .draws()
    .map((hash) => ({ hash, content: JSON.parse(desk.store.draw(hash)) as Certificate }));
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

function breachWords(breach: Breach, units: ReadonlyMap<string, string>, locale: Locale) {
  const { rule, hard, unitCode, team, date, month, found, wanted } = breach;
  const place = [unitCode && (units.get(unitCode) ?? unitCode), team, date ?? month].filter(
    Boolean,
  );
  const numbers = found === undefined || wanted === undefined ? '' : ` ${found} / ${wanted}`;
  return { rule, hard, text: `${ruleLabels[rule][locale]}${numbers}`, place: place.join(' · ') };
}

/** A plan as the page shows it, in words. */
function detailOf(desk: PlanDesk, ground: PlanGround, plan: PlanDocument, locale: Locale) {
  const situation = desk.situation(ground, plan);
  const names = new Map(ground.units.map(({ code, name }) => [code, name]));
  const { calendar } = situation.request.rules;
  const routes = new Map<string, PlannedVisit[]>();
  for (const visit of plan.visits) {
    const key = `${visit.date} ${visit.team}`;
    routes.set(key, [...(routes.get(key) ?? []), visit]);
  }
  return {
    ...summaryOf(plan),
    rules_version: plan.rules_version,
    capacity_version: plan.capacity_version,
    objective: plan.objective,
    bound: plan.bound,
    stopped: plan.stopped,
    certificates: plan.certificates,
    visits: plan.visits.map((visit) => {
      const unit = situation.unit(visit.unitCode);
      return {
        unit_code: visit.unitCode,
        unit_name: unit?.name ?? visit.unitCode,
        area: unit?.area ?? '',
        kind: unit?.kind ?? '',
        tier: unit?.tier ?? 'blue',
        reason: unit?.reason ?? null,
        position: unit ? situation.travel.unit(unit.code) : null,
        date: visit.date,
        type: visit.type,
        type_label: visitTypeLabel(visit.type)[locale],
        night: visit.night,
        team: visit.team,
        inspectors: visit.inspectors,
        minutes: visit.minutes,
        expected: visit.expected,
        origin: visit.origin,
        origin_label: originLabels[visit.origin][locale],
        locked: visit.locked,
      };
    }),
    routes: [...routes].map(([, visits]) => ({
      date: visits[0]?.date,
      team: visits[0]?.team,
      road: Math.round(roadMinutes(situation, visits)),
      start: situation.travel.area(
        situation.request.capacity.teams.find(({ team }) => team === visits[0]?.team)?.area ?? '',
      ),
    })),
    month_days: situation.months.map(({ month }) => ({
      month,
      working: workingDays(month, calendar),
      marks: [
        ...calendar.holidays.map((span) => ({ ...span, sort: 'holiday' })),
        ...calendar.exams.map((span) => ({ ...span, sort: 'exam' })),
        ...calendar.closed.map((span) => ({ ...span, sort: 'closed' })),
        ...calendar.keyNodes.map((span) => ({ ...span, sort: 'key_node' })),
      ]
        .filter(({ from, to }) => from.slice(0, 7) <= month && month <= to.slice(0, 7))
        .map(({ from, to, label, sort }) => ({ from, to, sort, label: label[locale] })),
      teams: situation.months
        .find((each) => each.month === month)
        ?.teams.map(({ team, most }) => ({ team: team.team, most })),
    })),
    breaches: plan.breaches.map((breach) => breachWords(breach, names, locale)),
    clash:
      plan.clash === null
        ? null
        : {
            certain: plan.clash.certain,
            rules: plan.clash.rules.map((rule) => clashLabels[rule][locale]),
            relaxations: plan.clash.relaxations.map(({ rule, amount }) => ({
              rule: clashLabels[rule][locale],
              amount,
              unit: clashUnits[rule][locale],
            })),
          },
    changes: plan.changes.map((each) => ({
      at: each.at,
      by: each.by,
      reason: each.reason,
      note: each.note,
      action: each.action,
      undone: each.undone,
      unit_name: names.get(each.unitCode) ?? each.unitCode,
      from: each.before[0] ? `${each.before[0].date} ${each.before[0].team}` : '',
      to:
        each.after
          .filter(({ unitCode }) => unitCode === each.unitCode)
          .map(({ date, team }) => `${date} ${team}`)[0] ?? '',
    })),
  };
}
