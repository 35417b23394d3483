import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text, wallClock, type Locale, type Text } from '../contracts/index.ts';
import { readCampaignFiles, readCampaigns } from '../campaigns/index.ts';
import { loadPolicies, versionsWithoutSignals } from '../decision/index.ts';
import {
  currentSnapshot,
  lockHolder,
  openEngine,
  openSnapshot,
  policyFilesOf,
  programName,
  programOf,
  readModels,
} from '../warehouse/index.ts';
import { anchorText } from '../access/index.ts';
import { deskOf } from './access.ts';
import { breakWords } from './audit.ts';
import { earlyTimes } from './early-times.ts';
import { withNewestSnapshot } from './newest-snapshot.ts';
import { otherPrograms } from './program-text.ts';

/** `notice`: works, but a person should know. */
export type State = 'ok' | 'notice' | 'failed';

type Check = (dir: string) => Promise<readonly [State, Text]> | readonly [State, Text];

const LEAST_NODE = [20, 19] as const;
const GIGABYTE = 1024 ** 3;

const offWords: Record<Locale, (version: string, signals: readonly string[]) => string> = {
  zh: (version, signals) => `；版本 ${version} 未写明、因而停用的核实信号：${signals.join('、')}`,
  en: (version, signals) =>
    `; version ${version} does not name, and leaves off: ${signals.join(', ')}`,
};

/** What is looked at, in order; a check that throws has failed. */
export const checks: Record<string, Check> = {
  node() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
    const wanted = LEAST_NODE.join('.');
    return [
      enough ? 'ok' : 'failed',
      text(
        `Node ${process.versions.node}（需要 ${wanted} 以上）`,
        `Node ${process.versions.node} (at least ${wanted} is needed)`,
      ),
    ];
  },

  async duckdb() {
    const instance = await openEngine(':memory:');
    try {
      const connection = await instance.connect();
      const reader = await connection.runAndReadAll('select version()');
      const version = String(reader.getRows()[0]?.[0]);
      return ['ok', text(`DuckDB ${version}`, `DuckDB ${version}`)];
    } finally {
      instance.closeSync();
    }
  },

  models() {
    const count = readModels().length;
    return ['ok', text(`${count} 个模型文件可读`, `${count} model files can be read`)];
  },

  policy(dir) {
    const files = policyFilesOf(dir);
    loadPolicies(files);
    const without = versionsWithoutSignals(files, wallClock(new Date()).slice(0, 10));
    const off = (locale: Locale): string =>
      without
        .map(({ version, signals }) =>
          offWords[locale](
            version,
            signals.map((each) => each[locale]),
          ),
        )
        .join('');
    return [
      without.length > 0 ? 'notice' : 'ok',
      text(
        `${files.length} 个规则文件有效${off('zh')}`,
        `${files.length} policy files are valid${off('en')}`,
      ),
    ];
  },

  campaigns() {
    const { campaigns } = readCampaigns(readCampaignFiles());
    return [
      'ok',
      text(`${campaigns.length} 个专项行动有效`, `${campaigns.length} campaigns are valid`),
    ];
  },

  async warehouse(dir) {
    const exists = await access(dir, constants.R_OK | constants.W_OK)
      .then(() => true)
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      });
    return exists
      ? ['ok', text(`数据仓库 ${dir} 可读写`, `The warehouse ${dir} can be written`)]
      : [
          'notice',
          text(
            `数据仓库 ${dir} 尚未建立；首次 ingest 时自动建立`,
            `There is no warehouse ${dir} yet; the first ingest makes it`,
          ),
        ];
  },

  lock(dir) {
    const holder = lockHolder(dir);
    if (!holder) return ['ok', text('没有进程在写入', 'Nobody is writing')];
    const { pid, command, since } = holder;
    return [
      'notice',
      text(
        `进程 ${pid}（${command}）自 ${since} 起正在写入`,
        `Process ${pid} (${command}) has been writing since ${since}`,
      ),
    ];
  },

  async snapshot(dir) {
    const ref = currentSnapshot(dir);
    if (!ref)
      return [
        'notice',
        text(
          '还没有公布过快照；请运行 ingest 和 build',
          'No snapshot was published yet; run ingest and build',
        ),
      ];
    const instance = await openSnapshot(ref);
    try {
      const connection = await instance.connect();
      const reader = await connection.runAndReadAll('select count(*) from dictionary.relation');
      const relations = String(reader.getRows()[0]?.[0]);
      return [
        'ok',
        text(
          `快照 ${ref.snapshot_id} 可读：截至 ${ref.month}，${relations} 张表`,
          `Snapshot ${ref.snapshot_id} can be read: up to ${ref.month}, ${relations} relations`,
        ),
      ];
    } finally {
      instance.closeSync();
    }
  },

  async times(dir) {
    const early = currentSnapshot(dir)
      ? await withNewestSnapshot(dir, (connection) => earlyTimes(dir, connection))
      : undefined;
    if (!early)
      return [
        'ok',
        text(
          '未见早 8 小时的入库时间',
          'No file is seen to have been loaded by a clock 8 hours early',
        ),
      ];
    const { files, first, last } = early;
    return [
      'notice',
      text(
        `${files} 份文件（${first} 至 ${last} 入库）由时区设为 UTC 的机器在按本区时钟计时之前读入，所记时间早 8 小时；已公布的决定以此为据，故不改动`,
        `Files loaded from ${first} to ${last} by a machine set to UTC, before times were told by the district's clock: ${files}. Their times stand 8 hours early, and stay: published decisions rest on them`,
      ),
    ];
  },

  async program(dir) {
    const present = programOf();
    const ref = currentSnapshot(dir);
    if (!ref) return ['ok', text(`程序 ${present}`, `Program ${present}`)];
    if (ref.program !== present) {
      const made = programName(ref.program);
      return [
        'notice',
        text(
          `当前快照由${made.zh}生成，现程序为 ${present}；请运行 build，已公布的决定不变`,
          `The snapshot was made by ${made.en}; this one is ${present}. Run build; published decisions stand`,
        ),
      ];
    }
    const others = await withNewestSnapshot(dir, otherPrograms);
    return [
      'ok',
      text(
        `程序 ${present}，快照由它生成${others ? `；${others.zh}` : ''}`,
        `Program ${present} made the snapshot${others ? `. ${others.en}` : ''}`,
      ),
    ];
  },

  async audit(dir) {
    const { broken, lines, last, has_head } = await deskOf(dir).audit.verify();
    if (broken) {
      const { file, row, why } = broken;
      const { zh, en } = breakWords[why];
      return ['failed', text(`${zh}（${file}:${row}）`, `${en} (${file}:${row})`)];
    }
    if (!last) return ['ok', text('还没有审计记录', 'The audit log is empty')];
    const anchor = anchorText(last);
    return [
      has_head ? 'ok' : 'notice',
      text(
        `审计记录完整：${lines} 行，末行 ${anchor}${has_head ? '' : '；没有链头记录，看不出末尾是否缺失'}`,
        `The audit log is whole: ${lines} lines, the last ${anchor}${has_head ? '' : '; it has no head, so missing newest lines would not show'}`,
      ),
    ];
  },

  async disk(dir) {
    const { bavail, bsize } = await statfs(dir).catch(() => statfs(dirname(dir)));
    const free = (bavail * bsize) / GIGABYTE;
    return [
      free < 1 ? 'failed' : free < 5 ? 'notice' : 'ok',
      text(`磁盘剩余 ${free.toFixed(1)} GB`, `${free.toFixed(1)} GB of disk are free`),
    ];
  },
};
