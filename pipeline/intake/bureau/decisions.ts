import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { codeLists, wallClock, type CodeListName } from '../../contracts/index.ts';
import { isCodeList, ownWords } from '../check/code-words.ts';
import { wordKey } from '../check/words.ts';
import { Session } from '../session.ts';
import { inTransaction } from '../transaction.ts';
import {
  aliasTaken,
  codeUnknown,
  listUnknown,
  unitUnknown,
  wordEmpty,
  wordIsOurs,
  wordTaken,
} from './refusals.ts';

/** That a word stands for a code of a list. */
export interface CodeDecision {
  readonly list: string;
  readonly word: string;
  readonly code: string;
  readonly by?: string;
  /** Let it stand even where the word has meant another code so far. */
  readonly replace?: boolean;
}

/** That a unit is also, or was formerly, called by a name; or was known under a code. */
export interface UnitDecision {
  readonly name: string;
  readonly unitCode: string;
  readonly kind?: 'alias' | 'former_name';
  readonly by?: string;
  /** Let it stand even where the name has been another unit's alias so far. */
  readonly replace?: boolean;
}

/** What came of a decision. */
export interface Decided {
  /** What the word or name meant before; null where nothing. */
  readonly replaced: string | null;
  /** False where it has meant the same all along. */
  readonly changed: boolean;
}

interface Row {
  readonly table: 'code_word' | 'unit_alias';
  readonly values: Readonly<Record<string, string | null>>;
}

const nothing: Decided = { replaced: null, changed: false };

/** Decisions of a bureau on words and names: judged one by one, kept all together or not at all. */
export class Decisions {
  readonly #rows: Row[] = [];

  private constructor(
    private readonly session: Session,
    /** Words by list and key, decided now included. */
    private readonly words: Map<CodeListName, Map<string, string>>,
    private readonly unitCodes: ReadonlySet<string>,
    /** Names in registers, as keys, with the units that bear them. */
    private readonly names: ReadonlyMap<string, ReadonlySet<string>>,
    private readonly aliases: Map<string, { readonly unitCode: string; readonly alias: string }>,
  ) {}

  static async of(connection: DuckDBConnection): Promise<Decisions> {
    const ask = async (sql: string): Promise<string[][]> =>
      (await connection.runAndReadAll(sql)).getRowsJS().map((row) => row.map(String));
    const names = new Map<string, Set<string>>();
    const unitCodes = new Set<string>();
    for (const [code = '', name = ''] of await ask(
      'select distinct unit_code, unit_name from intake.unit',
    )) {
      unitCodes.add(code);
      names.set(wordKey(name), (names.get(wordKey(name)) ?? new Set()).add(code));
    }
    const aliases = await ask('select alias, unit_code from intake.unit_alias');
    return new Decisions(
      await Session.of(connection),
      new Map(),
      unitCodes,
      names,
      new Map(
        aliases.map(
          ([alias = '', unitCode = '']) => [wordKey(alias), { alias, unitCode }] as const,
        ),
      ),
    );
  }

  /**
   * Takes up what a word stands for.
   * @throws Failure `code_list_unknown`, `code_unknown`, `word_empty`, `word_is_ours` or `word_taken`
   */
  code({ list, word, code, by, replace = false }: CodeDecision): Decided {
    if (!isCodeList(list)) throw listUnknown(list);
    if (!codeLists[list].codes.some((item) => item.code === code)) throw codeUnknown(list, code);
    const key = wordKey(word);
    if (key === '') throw wordEmpty();
    const words = this.words.get(list) ?? new Map(this.session.codeWords(list));
    this.words.set(list, words);
    const current = words.get(key);
    if (current === code) return nothing;
    if (isOurs(list, key)) throw wordIsOurs(list, word, ownWords(list).get(key) ?? '');
    if (current !== undefined && !replace) throw wordTaken(list, word, current);
    words.set(key, code);
    const replaced = current ?? null;
    this.#keep('code_word', { list, word: word.trim(), code, replaces: replaced }, by);
    return { replaced, changed: true };
  }

  /**
   * Takes up what a unit is called besides.
   * @throws Failure `unit_unknown`, `word_empty` or `alias_taken`
   */
  unit({ name, unitCode, kind = 'alias', by, replace = false }: UnitDecision): Decided {
    if (!this.unitCodes.has(unitCode)) throw unitUnknown(unitCode);
    const alias = name.trim();
    const key = wordKey(alias);
    if (key === '') throw wordEmpty();
    const bearers = [
      ...(this.names.get(key) ?? []),
      ...[...this.unitCodes].filter((code) => wordKey(code) === key),
    ];
    const other = bearers.find((bearer) => bearer !== unitCode);
    if (other !== undefined) throw aliasTaken(alias, other, false);
    const current = this.aliases.get(key)?.unitCode;
    if (bearers.length > 0 || current === unitCode) return nothing;
    if (current !== undefined && !replace) throw aliasTaken(alias, current, true);
    const replaced = current ?? null;
    this.aliases.set(key, { unitCode, alias });
    this.#keep('unit_alias', { unit_code: unitCode, alias, kind, replaces: replaced }, by);
    return { replaced, changed: true };
  }

  #keep(table: Row['table'], values: Row['values'], by: string | undefined): void {
    const decided_at = wallClock(new Date());
    this.#rows.push({ table, values: { ...values, decided_at, decided_by: by ?? null } });
  }

  /** Writes all that was taken up, in one transaction; later checks know it. */
  async keep(): Promise<void> {
    const { connection } = this.session;
    if (this.#rows.length === 0) return;
    await inTransaction(connection, async () => {
      for (const row of this.#rows) await replaceRow(connection, row);
    });
    await this.session.wordsDecided();
  }
}

async function replaceRow(connection: DuckDBConnection, { table, values }: Row): Promise<void> {
  const same = (column: string) =>
    `word_key(half_width(${column})) = word_key(half_width($${column}::varchar))`;
  const key = table === 'code_word' ? `list = $list and ${same('word')}` : same('alias');
  const named = table === 'code_word' ? ['list', 'word'] : ['alias'];
  await connection.run(
    `delete from intake.${table} where ${key}`,
    Object.fromEntries(named.map((name) => [name, values[name] ?? null])),
  );
  const columns = Object.keys(values);
  await connection.run(
    `insert into intake.${table} (${columns.join(', ')})
     values (${columns.map((name) => `$${name}`).join(', ')})`,
    { ...values },
    Object.fromEntries(columns.map((name) => [name, VARCHAR])),
  );
}

/** Codes and labels are what templates offer: they mean what they say. */
const isOurs = (list: CodeListName, key: string): boolean =>
  codeLists[list].codes.some(({ code, label }) =>
    [code, label.zh, label.en].some((word) => wordKey(word) === key),
  );
