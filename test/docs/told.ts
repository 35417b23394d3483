import { readFileSync, readdirSync, statSync } from 'node:fs';

export const read = (file: string): string => readFileSync(file, 'utf8');

const data = ['campaigns', 'code-words', 'mappings', 'simulator'].map((name) => `data/${name}`);
const folders = ['.ci', 'dashboard', 'docs', 'models', 'pipeline', 'test', ...data];

/** Every file of the repository, by its path. Others may come and go while the tests run. */
export const files: readonly string[] = [
  ...readdirSync('.').filter((name) => name.includes('.')),
  ...folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => `${folder}/${String(name)}`),
  ),
].filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());

/** The pages of documentation. */
export const docs = files.filter((file) => /^(docs\/)?[^/]+\.md$/.test(file));

/** Code in a page: lines of blocks without their comments, and spans. */
function snippets(page: string): string[] {
  const block = /^```.*?\n(.*?)^```/gms;
  const lines = [...page.matchAll(block)].flatMap(([, code = '']) => code.split('\n'));
  const spans = [...page.replace(block, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return [...lines.map((line) => line.replace(/(^|\s)#.*/, '').trim()), ...spans].map((code) =>
    code.replaceAll('\\|', '|').replace(/\s+/g, ' '),
  );
}

const code = docs.flatMap((file) => snippets(read(file)).map((snippet) => ({ file, snippet })));

/** What of the code in pages matches, its first group, and the page it stands in. */
export const told = (pattern: RegExp): { file: string; all: string; part: string }[] =>
  code.flatMap(({ file, snippet }) =>
    [...snippet.matchAll(pattern)].map(([all, part = all]) => ({ file, all, part })),
  );
