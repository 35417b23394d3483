import { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandsFor } from '../../pipeline/cli/commands.ts';

/** Names of the commands that are known once `args` are read. */
async function known(...args: readonly string[]): Promise<string[]> {
  const program = new Command();
  for (const register of await commandsFor(args)) register(program, () => undefined);
  return program.commands.map((command) => command.name());
}

test('one command is read alone, each by its own name', async () => {
  const all = await known('--help');
  expect(all).toContain('explain');
  for (const name of all) expect(await known(name, '--help')).toEqual([name]);
});

test.each([[], ['help', 'explain'], ['explian'], ['constructor'], ['--json', 'explain']])(
  'all are read where none is asked for: %j',
  async (...args: string[]) => {
    expect(await known(...args)).toEqual(await known('--help'));
  },
);
