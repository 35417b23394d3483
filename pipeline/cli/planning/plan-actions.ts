import { Failure } from '../../contracts/index.ts';
import {
  addableTypes,
  addVisit,
  lockVisit,
  moveVisit,
  removeVisit,
} from '../../planning/change-plan.ts';
import { exampleCapacity } from '../../planning/example-capacity.ts';
import { overrideReasons } from '../../planning/document.ts';
import { readCommitment } from '../../planning/draw/index.ts';
import { undo } from '../../planning/plan-revision.ts';
import type { PlanActions } from '../../server/index.ts';
import type { Turns } from '../serving/turns.ts';
import { addableType, ChangeDesk, visitOf } from './change-desk.ts';
import { commitDraw } from './commit-draw.ts';
import { PlanDesk } from './desk.ts';
import { drawsOf } from './draw-list.ts';
import { areasOf, leftOverFor } from './ground.ts';
import { PlanBeingMade } from './making.ts';
import { detailOf, summaryOf } from './plan-detail.ts';
import { planFile } from './plan-file.ts';
import { enterMissing, publishPlan, revealDraw } from './publication.ts';
import { addMonths } from '../../planning/calendar.ts';

const YAML = 'application/yaml; charset=utf-8';

/**
 * What the page of plans can have done to a warehouse. What was published and cut short is entered first.
 * @param turns shared with whatever else writes
 * @param changed told when something was published that the next snapshot shows
 * @param report told of errors that are bugs of ours
 */
export function planActions(
  dir: string,
  turns: Turns,
  changed: () => void,
  report: (error: unknown) => void,
): PlanActions {
  const desk = new PlanDesk(dir);
  const changes = new ChangeDesk(desk);
  const beingMade = new PlanBeingMade(desk, report);

  turns
    .take(() => enterMissing(dir, desk.store))
    .then(
      (entered) => {
        if (entered > 0) changed();
      },
      (error: unknown) => {
        // While another process writes, the next build enters it.
        if (!(error instanceof Failure)) report(error);
      },
    );

  return {
    async overview(locale) {
      if (!desk.capacity.hasOne) return { capacity_version: null };
      const ground = await desk.ground();
      const names = new Map(ground.units.map(({ code, name }) => [code, name]));
      return {
        month: ground.month,
        capacity_version: ground.capacity.version,
        capacity_file_id: ground.capacityFileId,
        capacity_fault: ground.capacityFault?.body(locale).error ?? null,
        teams: ground.capacity.teams.map(({ team, kind, area, daysPerMonth, inspectors }) => ({
          team,
          kind,
          area,
          days: daysPerMonth,
          inspectors: inspectors.length,
        })),
        reasons: overrideReasons,
        addable_types: addableTypes,
        left_over: leftOverFor(ground, addMonths(ground.month, 1)).map(({ unitCode, since }) => ({
          unit_code: unitCode,
          unit_name: names.get(unitCode) ?? unitCode,
          since,
        })),
        plans: desk.store.list().map(summaryOf),
        draws: drawsOf(desk.store),
      };
    },
    async plan(id, locale) {
      return detailOf(desk, await desk.ground(), desk.store.load(id), locale);
    },
    async make(choice, locale) {
      await beingMade.begin(choice);
      return beingMade.told(locale);
    },
    making: (locale) => beingMade.told(locale),
    stop: () => beingMade.stop(),
    move: (choice, to, trial, locale) =>
      changes.change(
        choice,
        (situation, plan, author) => moveVisit(situation, plan, visitOf(plan, choice), to, author),
        !trial,
        locale,
      ),
    add: (choice, type, trial, locale) =>
      changes.change(
        choice,
        (situation, plan, author) =>
          addVisit(situation, plan, { ...choice, type: addableType(type) }, author),
        !trial,
        locale,
      ),
    remove: (choice, locale) =>
      changes.change(
        choice,
        (situation, plan, author) => removeVisit(situation, plan, visitOf(plan, choice), author),
        true,
        locale,
      ),
    lock: (choice, locked, locale) =>
      changes.change(
        choice,
        (situation, plan, author) =>
          lockVisit(situation, plan, visitOf(plan, choice), locked, author),
        true,
        locale,
      ),
    async undo(id, locale) {
      const ground = await desk.ground();
      const plan = changes.draft(id);
      const next = undo(desk.situation(ground, plan), plan);
      desk.store.save(next);
      return detailOf(desk, ground, next, locale);
    },
    async publish(id, by, locale) {
      const published = await turns.take(() =>
        publishPlan(dir, desk.store, desk.store.load(id), by),
      );
      changed();
      return detailOf(desk, await desk.ground(), published, locale);
    },
    async commitDraw(month, source, knownAt) {
      const announced = { sources: [source], known_at: knownAt };
      commitDraw(desk, await desk.ground(), month, null, announced);
      return { draws: drawsOf(desk.store) };
    },
    async revealDraw(hash, value) {
      const commitment = readCommitment(hash, desk.store.draw(hash));
      await turns.take(() => revealDraw(dir, desk.store, commitment, [value]));
      changed();
      return { draws: drawsOf(desk.store) };
    },
    file: (id, kind, locale) => planFile(desk, id, kind, locale),
    capacityFile(fileId) {
      const { name, content } = fileId
        ? {
            name: `capacity-${fileId.slice(0, 8)}.yaml`,
            content: desk.capacity.contentOf(fileId),
          }
        : desk.capacity.inForce();
      return { name, type: YAML, bytes: content };
    },
    capacityVersions: () => desk.capacity.versions(),
    async exampleCapacity() {
      const { month, areas } = await areasOf(dir);
      const bytes = exampleCapacity(areas, addMonths(month, 1));
      return { name: 'capacity.example.yaml', type: YAML, bytes };
    },
    takeCapacity: (name, bytes, by) => desk.capacity.take(name, bytes, by),
    bringBackCapacity: (fileId, by) => desk.capacity.bringBack(fileId, by),
  };
}
