import { once } from 'node:events';
import { createServer as createProbe, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Command } from 'commander';
import { openConsole } from '../console/index.ts';
import { Failure, text } from '../contracts/index.ts';
import { templateWorkbook } from '../contracts/template.ts';
import { createServer } from '../server/index.ts';
import {
  currentSnapshot,
  openSnapshot,
  programName,
  programOf,
  snapshotTooOld,
} from '../warehouse/index.ts';
import { entranceOf, type EntranceOptions } from './serving/entrance.ts';
import { warehouseActions } from './serving/actions.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { consoleLog } from './serving/console-log.ts';
import { builtDashboard } from './serving/dashboard-build.ts';
import { cliLocale } from './locale.ts';
import { readerFile } from './serving/reader-file.ts';

/** How often it is looked whether months of the audit log are to go, in milliseconds. */
const DAY = 24 * 3_600_000;

/** Where the server listens if not told otherwise. */
const DEFAULT_PORT = 4173;

export interface ServeOptions extends EntranceOptions {
  readonly port: string;
  readonly json?: boolean;
}

/** @throws Failure `bad_port` for what is no number from 0 to 65535 (0: any free port) */
function portNumber(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65535) return port;
  throw new Failure(
    'bad_port',
    text(
      `端口应为 0 到 65535 的整数：${value}`,
      `The port must be a whole number to 65535: ${value}`,
    ),
    { usage: true },
  );
}

const errorCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/**
 * Makes sure that a server could listen there, before work is done that would be in vain.
 * @throws Failure where strangers could come in there, or the port is taken
 */
export async function requirePort(options: ServeOptions): Promise<void> {
  entranceOf(options);
  const { host, port } = options;
  const number = portNumber(port);
  const probe = createProbe();
  try {
    probe.listen(number, host);
    await once(probe, 'listening');
  } catch (error) {
    throw listenFailure(error, number);
  } finally {
    probe.close();
  }
}

/**
 * Lets go of what is too old, now and every day.
 * @param report told where it fails on a later day: the server goes on
 */
export function retainDaily(retain: () => unknown, report: (error: unknown) => void): void {
  retain();
  setInterval(() => {
    try {
      retain();
    } catch (error) {
      report(error);
    }
  }, DAY).unref();
}

/**
 * Serves the dashboard and its data until SIGTERM or SIGINT, then closes cleanly: requests that are
 * being answered are answered.
 * @throws Failure where strangers could come in there, or the port is taken
 */
export async function serveUntilStopped(options: ServeOptions): Promise<void> {
  const entrance = entranceOf(options);
  const report = (error: unknown) =>
    void process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  const { audit, config } = entrance.access;
  retainDaily(() => audit.retain(config.auditMonths), report);
  const port = portNumber(options.port);
  const actions = warehouseActions(options.warehouse, report);
  const program = programOf();
  const console = openConsole({
    consoleFile: readerFile(options.warehouse, entrance.access),
    folder: join(options.warehouse, 'console'),
    report,
    record: consoleLog(entrance.access),
  });
  const server = await createServer({
    findSnapshot: () => {
      const ref = currentSnapshot(options.warehouse);
      return ref && { ref, open: () => openSnapshot(ref) };
    },
    outdated: (error) => {
      const published = currentSnapshot(options.warehouse);
      return published && snapshotTooOld(error, published, program);
    },
    dashboard: builtDashboard,
    makeTemplate: templateWorkbook,
    actions,
    policy: actions.policy,
    plans: actions.plans,
    ...entrance,
    sql: console,
    report,
  });
  try {
    await server.listen({ port, host: options.host });
  } catch (error) {
    await server.close();
    await console.close();
    throw listenFailure(error, port);
  }
  const address = server.server.address() as AddressInfo;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = `${entrance.tls ? 'https' : 'http'}://${host}:${address.port}`;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ url })}\n`
      : cliLocale() === 'zh'
        ? `校安已启动：${url}（按 Ctrl+C 停止）\n`
        : `Xiaoan is at ${url} (Ctrl+C stops it)\n`,
  );
  const ref = currentSnapshot(options.warehouse);
  if (!options.json && ref && ref.program !== program)
    process.stdout.write(
      cliLocale() === 'zh'
        ? `当前快照由${programName(ref.program).zh}生成，不是现程序，有的页面可能打不开；请运行 xiaoan build。\n`
        : `The snapshot was made by ${programName(ref.program).en}, not by this one; some pages may not open. Run xiaoan build.\n`,
    );
  if (!options.json && entrance.access.isOpen)
    process.stdout.write(
      cliLocale() === 'zh'
        ? '仅限本机使用，无需登录；添加账号（xiaoan account add）后即须登录。\n'
        : 'For this machine alone, nobody signs in; once there is an account (xiaoan account add), everybody must.\n',
    );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  await console.close();
  await actions.close();
}

/** What to tell a person when the port cannot be had; anything unforeseen is passed on. */
function listenFailure(error: unknown, port: number): unknown {
  if (errorCode(error) === 'EADDRINUSE')
    return new Failure('port_taken', text(`端口 ${port} 已被占用`, `Port ${port} is taken`), {
      hint: text(
        '停止占用它的程序，或用 --port 换一个端口',
        'Stop the program that uses it, or choose another with --port',
      ),
    });
  if (errorCode(error) === 'EACCES')
    return new Failure(
      'port_forbidden',
      text(`无权使用端口 ${port}`, `Port ${port} is not allowed`),
      {
        hint: text('用 --port 换一个 1024 以上的端口', 'Choose one above 1023 with --port'),
      },
    );
  return error;
}

/** Adds the options that say where the server listens, and how people come in. */
export const withEntrance = (command: Command): Command =>
  command
    .option('--port <n>', 'port; 0 for any free one', String(DEFAULT_PORT))
    .option('--host <host>', 'address of this machine to listen on', '127.0.0.1')
    .option(
      '--access <file>',
      'configuration of sign-in; default access/config.yaml in the warehouse',
    )
    .option('--tls-cert <file>', 'certificate to serve over TLS with, PEM')
    .option('--tls-key <file>', 'its key, PEM');

/** `xiaoan serve` */
export const register: RegisterCommand = (program) => {
  withEntrance(withWarehouse(program.command('serve')))
    .description('serve the dashboard and its data')
    .addHelpText('after', '\nExample:\n  $ xiaoan serve --port 8080')
    .action((options: ServeOptions) => serveUntilStopped(options));
};
