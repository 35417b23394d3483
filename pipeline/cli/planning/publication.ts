import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../../contracts/index.ts';
import type { PlanDocument } from '../../planning/document.ts';
import {
  canonicalJson,
  reveal,
  type Certificate,
  type Commitment,
} from '../../planning/draw/index.ts';
import type { PlanStore } from '../../planning/store.ts';
import { openWarehouse } from '../../warehouse/index.ts';
import { insertAll } from './insert-all.ts';

/**
 * Publishes a plan's first month: its visits and changes by hand go to the warehouse, so that the next
 * snapshot can say what came of them. The plan is published once its file is in place; the rows are committed
 * right after, and where that was cut short {@link enterMissing} enters them.
 * @param by who publishes
 * @throws Failure `warehouse_locked`; nothing is published then
 */
export async function publishPlan(
  dir: string,
  store: PlanStore,
  plan: PlanDocument,
  by: string,
): Promise<PlanDocument> {
  if (plan.status === 'published') return plan;
  const published: PlanDocument = {
    ...plan,
    status: 'published',
    published_at: new Date().toISOString(),
    published_by: by,
  };
  await entered(dir, async (connection) => {
    await enterPlan(connection, published);
    store.save(published);
  });
  return published;
}

/**
 * Draws, and keeps the certificate in the warehouse's folder and its table: in the way of
 * {@link publishPlan}.
 * @param values of the announced sources, in their order
 * @returns the certificate; the one there is where the same values were given before
 * @throws Failure `draw_done` where other values were given before; `draw_too_early`, `draw_seed_empty`;
 *   `warehouse_locked`
 */
export async function revealDraw(
  dir: string,
  store: PlanStore,
  commitment: Commitment,
  values: readonly string[],
): Promise<Certificate> {
  const certificate = reveal(commitment, values, new Date().toISOString());
  const before = store.certificates().find((each) => each.commitment === commitment.commitment);
  if (before?.seed === certificate.seed) return before;
  if (before)
    throw new Failure(
      'draw_done',
      text('这份名单已经抽过，不能换数值重抽', 'This list was drawn from; it is not drawn again'),
      {
        hint: text(
          '数值若填错，请另固定一份名单，公布后重抽',
          'If the value was mistyped, fix a new list, publish its hash and draw from that',
        ),
      },
    );
  await entered(dir, async (connection) => {
    await enterCertificate(connection, certificate);
    store.saveDraw(certificate.certificate, canonicalJson(certificate));
  });
  return certificate;
}

/**
 * Enters what was published and does not stand in the warehouse: a process was killed between the file and
 * the commit.
 * @returns how many plans and certificates
 * @throws Failure `warehouse_locked`
 */
export async function enterMissing(dir: string, store: PlanStore): Promise<number> {
  const plans = store
    .list()
    .filter((plan) => plan.status === 'published' && firstMonthOf(plan).length > 0);
  const certificates = store.certificates();
  if (plans.length + certificates.length === 0) return 0;
  return entered(dir, async (connection) => {
    const reader = await connection.runAndReadAll(
      'select plan_id from planning.visit union select certificate from planning.draw_outcome',
    );
    const there = new Set(reader.getRows().map(([id]) => String(id)));
    const missingPlans = plans.filter(({ id }) => !there.has(id));
    const missing = certificates.filter(({ certificate }) => !there.has(certificate));
    for (const plan of missingPlans) await enterPlan(connection, plan);
    for (const certificate of missing) await enterCertificate(connection, certificate);
    return missingPlans.length + missing.length;
  });
}

/** Does something to the warehouse in one transaction; what throws leaves nothing behind. */
async function entered<Result>(
  dir: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const warehouse = await openWarehouse(dir);
  const { connection } = warehouse;
  try {
    await connection.run('begin');
    const result = await work(connection);
    await connection.run('commit');
    return result;
  } finally {
    // Without a commit, closing rolls back.
    await warehouse.close();
  }
}

const firstMonthOf = ({ visits, first_month }: PlanDocument): PlanDocument['visits'] =>
  visits.filter(({ date }) => date.startsWith(first_month));

async function enterPlan(connection: DuckDBConnection, plan: PlanDocument): Promise<void> {
  await insertAll(
    connection,
    'planning.visit',
    firstMonthOf(plan).map((visit) => [
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
      plan.published_at,
      plan.published_by,
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
}

const enterCertificate = (
  connection: DuckDBConnection,
  { certificate, month, outcomes, revealed_at }: Certificate,
): Promise<void> =>
  insertAll(
    connection,
    'planning.draw_outcome',
    outcomes.map((each) => [
      certificate,
      `${month}-01`,
      each.unit_code,
      each.stratum,
      each.drawn,
      each.inclusion_probability,
      revealed_at,
    ]),
  );
