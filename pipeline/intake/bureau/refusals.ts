import { codeLists, Failure, text, type CodeListName } from '../../contracts/index.ts';

/** A code with its label. */
const labelled = (list: CodeListName, code: string): { zh: string; en: string } => {
  const label = codeLists[list].codes.find((item) => item.code === code)?.label;
  return { zh: `${code}（${label?.zh ?? ''}）`, en: `${code} (${label?.en ?? ''})` };
};

/** Refuses a code list that there is not. */
export const listUnknown = (list: string): Failure =>
  new Failure('code_list_unknown', text(`没有代码表 ${list}`, `There is no code list ${list}`), {
    usage: true,
    hint: text(
      `可用：${Object.entries(codeLists)
        .map(([name, { label }]) => `${name}（${label.zh}）`)
        .join('、')}`,
      `Code lists: ${Object.keys(codeLists).join(', ')}`,
    ),
  });

/** Refuses a code that its list does not have. */
export const codeUnknown = (list: CodeListName, code: string): Failure =>
  new Failure(
    'code_unknown',
    text(`${codeLists[list].label.zh}没有代码 ${code}`, `${list} has no code ${code}`),
    {
      usage: true,
      hint: text(
        `可用：${codeLists[list].codes.map((item) => labelled(list, item.code).zh).join('、')}`,
        `Codes: ${codeLists[list].codes.map((item) => labelled(list, item.code).en).join(', ')}`,
      ),
    },
  );

/** Refuses a word or name without letters. */
export const wordEmpty = (): Failure =>
  new Failure('word_empty', text('用词是空的', 'The word is empty'), {
    usage: true,
    hint: text('请写出表中的原词。', 'Give the word as it stands in the files.'),
  });

/** Refuses to turn round what our own templates write. */
export const wordIsOurs = (list: CodeListName, word: string, code: string): Failure =>
  new Failure(
    'word_is_ours',
    text(
      `“${word}”是空白表里${codeLists[list].label.zh} ${labelled(list, code).zh} 的写法，不能另作他用`,
      `"${word}" is how our own templates write ${labelled(list, code).en}; it cannot mean anything else`,
    ),
    {
      hint: text(
        '请让报送单位改用别的词，再对应那个词。',
        'Have the sender use another word, and map that one.',
      ),
    },
  );

/** Refuses a word that has another meaning, until that is given up. */
export const wordTaken = (list: CodeListName, word: string, current: string): Failure =>
  new Failure(
    'word_taken',
    text(
      `“${word}”已对应 ${labelled(list, current).zh}`,
      `"${word}" already means ${labelled(list, current).en}`,
    ),
    {
      hint: text(
        '若确要改为新的代码，请加 --replace；按旧意思读过的文件会重新入库。',
        'Add --replace to change it; files read by the old meaning are then loaded again.',
      ),
    },
  );

/** Refuses a unit that no register has. */
export const unitUnknown = (unitCode: string): Failure =>
  new Failure(
    'unit_unknown',
    text(`名册里没有单位代码 ${unitCode}`, `No unit of the register has the code ${unitCode}`),
    {
      hint: text(
        '请核对代码；新单位请先报送单位名册。',
        'Check the code; for a new unit send the register first.',
      ),
    },
  );

/** Refuses a name that means another unit. */
export const aliasTaken = (alias: string, unitCode: string, replaceable: boolean): Failure =>
  new Failure(
    'alias_taken',
    text(
      `“${alias}”已经是单位 ${unitCode} 的${replaceable ? '别名' : '名称或代码'}，一个名称不能指两个单位`,
      `"${alias}" is already ${replaceable ? 'an alias' : 'the name or code'} of unit ${unitCode}; one name cannot mean two units`,
    ),
    {
      hint: replaceable
        ? text(
            '若确要改指新的单位，请加 --replace；按旧意思读过的文件会重新入库。',
            'Add --replace to change it; files read by the old meaning are then loaded again.',
          )
        : text(
            '请让报送单位写全称或单位代码。',
            'Have the sender write the full name or the unit code.',
          ),
    },
  );
