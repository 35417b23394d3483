import { readFileSync, readdirSync, statSync } from 'node:fs';

export const read = (file: string): string => readFileSync(file, 'utf8');

const folders = ['.ci', 'dashboard', 'data', 'docs', 'models', 'pipeline', 'test'];
/** Every file of the repository, by its path. */
export const files: readonly string[] = [
  ...readdirSync('.').filter((name) => name.includes('.')),
  ...folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => `${folder}/${String(name)}`),
  ),
].filter((file) => !/^data\/(warehouse|sample)/.test(file) && statSync(file).isFile());
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
