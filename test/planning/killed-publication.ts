import { publishPlan, revealDraw } from '../../pipeline/cli/planning/publication.ts';
import { readCommitment } from '../../pipeline/planning/draw/index.ts';
import { PlanStore } from '../../pipeline/planning/store.ts';

/**
 * A child process that publishes a plan, or draws, and dies as by `kill -9` just before or just after the file
 * that publishes it is in place.
 * Arguments: warehouse, `plan` or `draw`, its id, `before` or `after`.
 */
const [dir = '', kind = '', id = '', moment = ''] = process.argv.slice(2);

const die = (): void => process.kill(process.pid, 'SIGKILL') && undefined;

class DeadlyStore extends PlanStore {
  override save(...plan: Parameters<PlanStore['save']>): void {
    if (moment === 'before') die();
    super.save(...plan);
    die();
  }

  override saveDraw(...draw: Parameters<PlanStore['saveDraw']>): void {
    if (moment === 'before') die();
    super.saveDraw(...draw);
    die();
  }
}

const store = new DeadlyStore(dir);
if (kind === 'plan') await publishPlan(dir, store, store.load(id), '王');
else await revealDraw(dir, store, readCommitment(id, store.draw(id)), ['3 9 18']);
