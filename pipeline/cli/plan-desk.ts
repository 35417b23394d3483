import { copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { addMonths } from '../planning/calendar.ts';
import { readCapacity, type Capacity } from '../planning/capacity.ts';
import type { PlanDocument } from '../planning/document.ts';
import { commit, reveal, type Certificate, type Commitment } from '../planning/draw/index.ts';
import { canonicalJson } from '../planning/draw/index.ts';
import type { PlanRequest } from '../planning/plan.ts';
import type { PlannerAnswer } from '../planning/planner.ts';
import { planRulesFor } from '../planning/read-rules.ts';
import { readUnits } from '../planning/read-units.ts';
import type { PlanRules } from '../planning/rules.ts';
import { Situation } from '../planning/situation.ts';
import { PlanStore } from '../planning/store.ts';
import type { PlanUnit } from '../planning/unit.ts';
import { currentSnapshot, openSnapshot, openWarehouse } from '../warehouse/index.ts';
import { projectRoot } from './command.ts';

/** What is planned with: the newest snapshot's units, the rules, the teams. */
export interface PlanGround {
  readonly snapshotId: string;
  /** Newest month decided. */
  readonly month: string;
  readonly units: readonly PlanUnit[];
  readonly capacity: Capacity;
  readonly rolledOver: PlanDocument['rolled_over'];
}

/** What may be asked of a plan. */
export interface PlanWish {
  readonly month: string;
  readonly months: number;
  /** Days a month of every team at most, to see what less capacity means. */
  readonly days: number | null;
  /** Certificates of draws whose units the plan must see. */
  readonly certificates: readonly string[];
}

/** Everything about plans that touches the warehouse's folder; shared by commands and pages. */
export class PlanDesk {
  readonly store: PlanStore;

  constructor(readonly dir: string) {
    this.store = new PlanStore(dir);
  }

  rulesFor(month: string): PlanRules {
    const folder = join(projectRoot, 'models/policy/planning');
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({
        file: `models/policy/planning/${name}`,
        text: readFileSync(join(folder, name), 'utf8'),
      }));
    return planRulesFor(files, month);
  }

  /** Checks a file of teams and makes it the warehouse's own. @throws Failure `capacity_invalid` */
  takeCapacity(file: string): void {
    readCapacity(file, readFileSync(file, 'utf8'));
    copyFileSync(file, join(this.dir, 'capacity.yaml'));
  }

  /** @throws Failure `capacity_missing`, `capacity_invalid` */
  capacity(): Capacity {
    const file = join(this.dir, 'capacity.yaml');
    if (!existsSync(file))
      throw new Failure(
        'capacity_missing',
        text('还没有检查力量文件', 'There is no file of teams yet'),
        {
          where: { file },
          hint: text(
            '用 xiaoan plan --capacity 文件 提供检查组、人员和出组天数',
            'Give teams, inspectors and days with xiaoan plan --capacity FILE',
          ),
        },
      );
    return readCapacity('capacity.yaml', readFileSync(file, 'utf8'));
  }

  /** @throws Failure `no_snapshot`, `capacity_missing` */
  async ground(): Promise<PlanGround> {
    const snapshot = currentSnapshot(this.dir);
    if (!snapshot)
      throw new Failure('no_snapshot', text('还没有公布过快照', 'No snapshot has been published'), {
        where: { file: this.dir },
        hint: text('请先运行 ingest 和 build', 'Run ingest and build first'),
      });
    const capacity = this.capacity();
    const instance = await openSnapshot(snapshot);
    try {
      const connection = await instance.connect();
      await requireModels(connection);
      return {
        snapshotId: snapshot.snapshot_id,
        month: snapshot.month,
        units: await readUnits(connection),
        capacity,
        rolledOver: await readRolledOver(connection),
      };
    } finally {
      instance.closeSync();
    }
  }

  /** What a wish comes to. @throws Failure `draw_unknown`, `draw_not_verified`, `draw_other_month` */
  request(ground: PlanGround, wish: PlanWish): PlanRequest {
    const drawn: Record<string, string[]> = {};
    for (const hash of wish.certificates) {
      const { month, outcomes } = this.store.certificate(hash);
      const codes = outcomes.filter((each) => each.drawn).map((each) => each.unit_code);
      drawn[month] = [...(drawn[month] ?? []), ...codes];
    }
    const last = addMonths(wish.month, wish.months);
    const outside = Object.keys(drawn).find((month) => month < wish.month || month >= last);
    if (outside)
      throw new Failure(
        'draw_other_month',
        text(`抽取是为 ${outside} 做的`, `The draw was made for ${outside}`),
        { hint: text('换一个计划月份，或重新抽取', 'Plan that month, or draw again') },
      );
    return {
      firstMonth: wish.month,
      months: wish.months,
      rules: this.rulesFor(wish.month),
      capacity: withDays(ground.capacity, wish.days),
      units: ground.units,
      drawn,
      rolledOver: ground.rolledOver,
      locked: [],
    };
  }

  /** A document of a plan that was made; saved. */
  keep(
    ground: PlanGround,
    wish: PlanWish,
    request: PlanRequest,
    made: PlannerAnswer,
  ): PlanDocument {
    const { plan, breaches, clash } = made;
    const document: PlanDocument = {
      id: this.store.newId(wish.month),
      status: 'draft',
      created_at: new Date().toISOString(),
      published_at: null,
      published_by: null,
      first_month: wish.month,
      months: wish.months,
      rules_version: request.rules.version,
      capacity_version: request.capacity.version,
      snapshot_id: ground.snapshotId,
      days: wish.days,
      drawn: request.drawn,
      certificates: wish.certificates,
      rolled_over: request.rolledOver,
      visits: plan.visits,
      findings: plan.findings,
      travel_minutes: plan.travelMinutes,
      objective: plan.objective,
      bound: plan.bound,
      gap: plan.gap,
      stopped: plan.stopped,
      breaches,
      clash,
      changes: [],
    };
    this.store.save(document);
    return document;
  }

  /** The situation in which a kept plan is checked and changed. */
  situation(ground: PlanGround, plan: PlanDocument): Situation {
    return new Situation({
      firstMonth: plan.first_month,
      months: plan.months,
      rules: this.rulesFor(plan.first_month),
      capacity: withDays(ground.capacity, plan.days),
      units: ground.units,
      drawn: plan.drawn,
      rolledOver: plan.rolled_over,
      locked: [],
    });
  }

  /** Fixes the list, weights and rule of a draw, before the seed is known; kept under its hash. */
  commitDraw(
    ground: PlanGround,
    month: string,
    draws: number | null,
    announced: Commitment['announced_seed'],
  ): Commitment {
    const rules = this.rulesFor(month);
    const situation = new Situation(
      this.request(ground, { month, months: 1, days: null, certificates: [] }),
    );
    const [first] = situation.months;
    const { method, stratifyBy } = rules.draw;
    const eligible = ground.units.filter((unit) => first && situation.isCalendarOpen(unit, first));
    const teams = ground.capacity.teams.filter(({ kind }) => kind === 'bureau');
    const usual = first ? situation.capacity(first, 'bureau') / 160 : 0;
    const commitment = commit({
      format: 'xiaoan-draw/1',
      title: `${month.slice(0, 4)}年${Number(month.slice(5))}月“双随机”抽取`,
      month,
      committed_at: new Date().toISOString(),
      announced_seed: announced,
      rule: {
        method,
        stratify_by: stratifyBy,
        draws: Math.min(
          eligible.length,
          draws ?? Math.max(1, Math.round(usual * rules.randomShare)),
        ),
        inspectors_per_unit: rules.pair.inspectors,
      },
      entries: eligible.map((unit) => ({
        unit_code: unit.code,
        unit_name: unit.name,
        stratum: stratifyBy === 'none' ? '' : stratifyBy === 'area' ? unit.area : unit.kind,
        weight: method === 'uniform' ? 1 : Math.max(1, unit.score),
        avoid: teams.flatMap((team) =>
          team.inspectors
            .filter((inspector) => situation.mustAvoid(team, inspector, unit))
            .map(({ name }) => `${team.team}/${name}`),
        ),
      })),
      inspectors: teams.flatMap(({ team, inspectors }) =>
        inspectors.map(({ name }) => ({ team, name })),
      ),
    });
    this.store.saveDraw(commitment.commitment, canonicalJson(commitment));
    return commitment;
  }

  /** Draws and keeps the certificate, in the warehouse's folder and its table. */
  async revealDraw(commitment: Commitment, values: readonly string[]): Promise<Certificate> {
    const certificate = reveal(commitment, values, new Date().toISOString());
    this.store.saveDraw(certificate.certificate, canonicalJson(certificate));
    const warehouse = await openWarehouse(this.dir);
    try {
      await insertAll(
        warehouse.connection,
        'planning.draw_outcome',
        certificate.outcomes.map((each) => [
          certificate.certificate,
          `${certificate.month}-01`,
          each.unit_code,
          each.stratum,
          each.drawn,
          each.inclusion_probability,
          certificate.revealed_at,
        ]),
      );
    } finally {
      await warehouse.close();
    }
    return certificate;
  }

  /**
   * Publishes a plan's first month: its visits and changes go to the warehouse, so that the next snapshot
   * can say what came of them.
   */
  async publish(plan: PlanDocument, by: string): Promise<PlanDocument> {
    if (plan.status === 'published') return plan;
    const at = new Date().toISOString();
    const warehouse = await openWarehouse(this.dir);
    try {
      const { connection } = warehouse;
      await connection.run('begin');
      const first = plan.visits.filter(({ date }) => date.startsWith(plan.first_month));
      await insertAll(
        connection,
        'planning.visit',
        first.map((visit) => [
          plan.id,
          `${plan.first_month}-01`,
          visit.unitCode,
          visit.date,
          visit.type,
          visit.night,
          visit.team,
          visit.inspectors.join('、'),
          visit.expected,
          visit.origin,
          at,
          by,
          plan.rules_version,
        ]),
      );
      await insertAll(
        connection,
        'planning.plan_override',
        plan.changes.map((change, index) => [
          plan.id,
          index + 1,
          change.unitCode,
          change.action,
          change.reason,
          change.note,
          change.by,
          change.at,
          change.undone,
        ]),
      );
      await connection.run('commit');
    } finally {
      await warehouse.close();
    }
    const published: PlanDocument = {
      ...plan,
      status: 'published',
      published_at: at,
      published_by: by,
    };
    this.store.save(published);
    return published;
  }
}

const withDays = (capacity: Capacity, days: number | null): Capacity =>
  days === null
    ? capacity
    : {
        ...capacity,
        teams: capacity.teams.map((team) => ({
          ...team,
          daysPerMonth: Math.min(team.daysPerMonth, days),
        })),
      };

/** @throws Failure `snapshot_too_old` where it was built before there were plans */
async function requireModels(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    `select count(*) from duckdb_tables()
     where schema_name = 'marts' and table_name in ('plan_candidate', 'plan_visit')`,
  );
  if (Number(reader.value(0, 0)) < 2)
    throw new Failure(
      'snapshot_too_old',
      text(
        '快照由旧版本生成，不能排计划',
        'The snapshot is of an older version and cannot be planned with',
      ),
      { hint: text('请重新运行 build', 'Run build again') },
    );
}

/** Visits of published plans whose month is over and that were not made. */
async function readRolledOver(connection: DuckDBConnection): Promise<PlanDocument['rolled_over']> {
  const reader = await connection.runAndReadAll(
    `select p.unit_code, max(p.inspection_type)
     from marts.plan_visit p
     join marts.plan_candidate c on c.unit_code = p.unit_code
     where p.visit_status = 'unfinished'
       and (c.last_visit is null or c.last_visit < p.month)
     group by p.unit_code
     order by p.unit_code`,
  );
  return reader.getRowsJson().map(([unitCode, type]) => ({
    unitCode: String(unitCode),
    type: String(type) as PlanDocument['rolled_over'][number]['type'],
  }));
}

type Value = string | number | boolean;

/** Inserts rows, each value in the order of the table's columns. */
async function insertAll(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  for (const row of rows)
    await connection.run(
      `insert into ${table} values (${row.map((_, index) => `$${index + 1}`).join(', ')})`,
      [...row],
    );
}
