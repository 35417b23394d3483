import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** The rooms of the house, first match first. */
const elements = [
  { type: 'contracts', pattern: 'pipeline/contracts' },
  { type: 'intake', pattern: 'pipeline/intake' },
  { type: 'warehouse', pattern: 'pipeline/warehouse' },
  { type: 'decision', pattern: 'pipeline/decision' },
  { type: 'campaigns', pattern: 'pipeline/campaigns' },
  { type: 'planning', pattern: 'pipeline/planning' },
  { type: 'access', pattern: 'pipeline/access' },
  { type: 'server', pattern: 'pipeline/server' },
  { type: 'console', pattern: 'pipeline/console' },
  { type: 'commands', pattern: 'pipeline/cli' },
  { type: 'simulator', pattern: 'data/simulator' },
  { type: 'dashboard', pattern: 'dashboard' },
  { type: 'test', pattern: 'test' },
];

const to = (...types) => ({ to: { element: { types: { anyOf: types } } } });
const from = (type) => ({ element: { type } });

/** The arrows of the design: data walks one way, and only the command line composes. */
const arrows = [
  { from: from('contracts'), allow: to('contracts') },
  { from: from('intake'), allow: to('intake', 'contracts') },
  { from: from('warehouse'), allow: to('warehouse', 'contracts') },
  { from: from('decision'), allow: to('decision', 'contracts') },
  { from: from('campaigns'), allow: to('campaigns', 'contracts') },
  { from: from('planning'), allow: to('planning', 'contracts') },
  { from: from('access'), allow: to('access', 'contracts') },
  { from: from('server'), allow: to('server', 'access', 'contracts') },
  { from: from('console'), allow: to('console', 'server', 'contracts') },
  { from: from('simulator'), allow: to('simulator', 'contracts') },
  {
    from: from('commands'),
    allow: to(
      'commands',
      'contracts',
      'intake',
      'warehouse',
      'decision',
      'campaigns',
      'planning',
      'access',
      'server',
      'console',
      'simulator',
    ),
  },
  { from: from('dashboard'), allow: to('dashboard') },
  { from: from('test'), allow: to('test', ...elements.map(({ type }) => type)) },
];

export default ts.config(
  { ignores: ['dist/', 'coverage/', 'data/warehouse/', 'data/sample/', 'node_modules/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['pipeline/**/*.ts', 'dashboard/**/*.{ts,svelte}', 'data/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'import/resolver': { node: { extensions: ['.ts', '.svelte', '.js'] } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies: arrows }],
    },
  },
  { rules: { 'no-console': 'error' } },
);
