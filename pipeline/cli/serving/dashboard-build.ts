import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, text } from '../../contracts/index.ts';
import { projectRoot } from '../command.ts';

/** Where `vite build` writes the dashboard. */
export const builtDashboard = `${projectRoot}dist`;

/** All that the built dashboard is made of. */
const sources = ['dashboard', 'vite.config.ts', 'package-lock.json'];

/** Time of the newest file in a file or folder, in milliseconds; 0 where there is none. */
function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** Whether the dashboard was built, and after the last change of what it is made of. */
export function isDashboardBuilt(): boolean {
  const built = newestChange(join(builtDashboard, 'index.html'));
  return built > 0 && sources.every((name) => newestChange(join(projectRoot, name)) <= built);
}

/**
 * Builds the dashboard as `npm run build` does.
 * @throws Failure `vite_missing` where the tools to build with are not installed
 */
export async function buildDashboard(): Promise<void> {
  const { build } = await import('vite').catch((cause: unknown) => {
    throw new Failure(
      'vite_missing',
      text('没有构建页面所需的工具', 'The tools to build the dashboard are not installed'),
      { hint: text('先运行 npm ci', 'Run npm ci first'), cause },
    );
  });
  await build({ configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'warn' });
}
