import { writeFileSync } from 'node:fs';
import { Failure, text } from '../contracts/index.ts';
import {
  canonicalJson,
  certificatePage,
  readCommitment,
  verify,
  type Certificate,
} from '../planning/draw/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { monthOf, numberOf } from './plan.ts';
import { commitDraw } from './planning/commit-draw.ts';
import { PlanDesk } from './planning/desk.ts';
import { revealDraw } from './planning/publication.ts';
import { readGiven } from './read-given.ts';

interface CommitOptions {
  readonly warehouse: string;
  readonly month: string;
  readonly source: readonly string[];
  readonly knownAt: string;
  readonly draws?: string;
  readonly output: string;
  readonly json?: boolean;
}

interface RevealOptions {
  readonly warehouse: string;
  readonly value: readonly string[];
  readonly output: string;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** `xiaoan draw commit | reveal | verify | print` */
export const register: RegisterCommand = (program) => {
  const draw = program
    .command('draw')
    .description('draw units and inspectors by chance, so that anybody can do it again')
    .addHelpText(
      'after',
      `
Examples, in turn:
  $ xiaoan draw commit --month 2026-11 --source '双色球第 2026125 期红球' --known-at 2026-10-29T21:15:00+08:00 -o commitment.json
  $ xiaoan draw reveal commitment.json --value '3 9 18 22 27 31' -o certificate.json
  $ xiaoan draw verify certificate.json
  $ xiaoan draw print certificate.json -o certificate.html`,
    );
  withWarehouse(draw.command('commit'))
    .description(
      'fix list, weights and rule, and print the hash to publish before the seed is known',
    )
    .requiredOption('--month <YYYY-MM>', 'month that the draw is for')
    .requiredOption(
      '--source <text>',
      'public source of the seed, in words; may be repeated',
      collect,
    )
    .requiredOption('--known-at <time>', 'when the seed becomes known, with its zone')
    .option('--draws <n>', 'units to draw; default the random share of the rules')
    .requiredOption('-o, --output <file>', 'file to write')
    .addHelpText(
      'after',
      "\nExample:\n  $ xiaoan draw commit --month 2026-11 --source '双色球第 2026125 期红球' --known-at 2026-10-29T21:15:00+08:00 -o commitment.json",
    )
    .action(async (options: CommitOptions) => {
      const desk = new PlanDesk(options.warehouse);
      const draws =
        options.draws === undefined ? null : numberOf('--draws', options.draws, 1, 100_000);
      const commitment = commitDraw(desk, await desk.ground(), monthOf(options.month), draws, {
        sources: options.source,
        known_at: options.knownAt,
      });
      writeFileSync(options.output, canonicalJson(commitment));
      say(options.json, { commitment: commitment.commitment, draws: commitment.rule.draws }, [
        `${commitment.entries.length} 个单位中抽 ${commitment.rule.draws} 个；请公布指纹：${commitment.commitment}`,
        `${commitment.rule.draws} of ${commitment.entries.length} units will be drawn. Publish this hash: ${commitment.commitment}`,
      ]);
    });
  withWarehouse(draw.command('reveal'))
    .description('draw, with the values that have become known')
    .argument('<file>', 'the commitment')
    .requiredOption('--value <text>', 'value of each source, in order; may be repeated', collect)
    .requiredOption('-o, --output <file>', 'certificate to write')
    .addHelpText(
      'after',
      "\nExample:\n  $ xiaoan draw reveal commitment.json --value '3 9 18 22 27 31' -o certificate.json",
    )
    .action(async (file: string, options: RevealOptions) => {
      const commitment = readCommitment(file, read(file));
      const wanted = commitment.announced_seed.sources.length;
      if (options.value.length !== wanted)
        throw new Failure(
          'draw_values_missing',
          text(
            `承诺书公告了 ${wanted} 个来源，给了 ${options.value.length} 个数值`,
            `The commitment announced ${wanted} sources; ${options.value.length} values were given`,
          ),
          { where: { file }, hint: text('每个来源用一个 --value', 'Give one --value a source') },
        );
      const { store } = new PlanDesk(options.warehouse);
      const certificate = await revealDraw(options.warehouse, store, commitment, options.value);
      writeFileSync(options.output, canonicalJson(certificate));
      sayDrawn(options.json, certificate);
    });
  draw
    .command('verify')
    .description('draw again from a certificate; one changed byte fails')
    .argument('<file>', 'the certificate')
    .option('--commitment <hash>', 'the hash that was published before')
    .option('--json', 'print machine-readable JSON')
    .addHelpText('after', '\nExample:\n  $ xiaoan draw verify certificate.json')
    .action((file: string, { commitment, json }: { commitment?: string; json?: boolean }) =>
      sayDrawn(json, verify(file, read(file), commitment)),
    );
  draw
    .command('print')
    .description('the certificate as a page to print, with its QR code')
    .argument('<file>', 'the certificate')
    .requiredOption('-o, --output <file>', 'HTML file to write')
    .addHelpText('after', '\nExample:\n  $ xiaoan draw print certificate.json -o certificate.html')
    .action((file: string, { output }: { output: string }) =>
      writeFileSync(output, certificatePage(verify(file, read(file)), cliLocale())),
    );
};

const read = (file: string): string => readGiven(file).toString('utf8');

function say(json: boolean | undefined, value: unknown, [zh, en]: readonly [string, string]): void {
  const line = json ? JSON.stringify(value) : cliLocale() === 'zh' ? zh : en;
  process.stdout.write(`${line}\n`);
}

function sayDrawn(json: boolean | undefined, certificate: Certificate): void {
  const drawn = certificate.outcomes.filter((each) => each.drawn);
  say(json, { certificate: certificate.certificate, drawn }, [
    `核验通过：抽中 ${drawn.length} 个，证书指纹 ${certificate.certificate}\n${drawn.map((each) => `  ${each.unit_name} ${each.inspectors.join('、')}`).join('\n')}`,
    `Verified: ${drawn.length} drawn, certificate ${certificate.certificate}\n${drawn.map((each) => `  ${each.unit_name} ${each.inspectors.join(', ')}`).join('\n')}`,
  ]);
}
