import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { Failure, text } from '../../contracts/index.ts';
import type { PolicyFile } from '../load-policies.ts';
import { readPolicy } from '../read-policy.ts';
import type { Policy, PolicyPublication } from '../policy.ts';

/** What a field of a policy may be changed to. */
export type DraftValue = number | boolean | string;

/** A number, a yes-or-no or a tier of a policy that may be changed in a draft. */
export interface DraftField {
  /** Its keys from the top, lists by what their items are called: `indicators.hazard_overdue.weight`. */
  readonly field: string;
  readonly value: DraftValue;
}

/** A policy under other numbers: the version that it began from, and what is changed. */
export interface Draft {
  readonly base: string;
  readonly changes: Readonly<Record<string, DraftValue>>;
}

/** More changes than there are fields are nobody's draft. */
const MOST_CHANGES = 200;

/** Keys whose items are known by the value of one key. */
const itemNames = ['indicator', 'group', 'gate', 'hold', 'tier', 'dataset', 'signal'];

interface Place extends DraftField {
  /** The way to the value in the document. */
  readonly keys: readonly (string | number)[];
  /** As `PolicyNode` names it in a failure. */
  readonly positional: string;
}

/**
 * The fields of a policy file that a draft may change: every number and yes-or-no, and the tier of a gate.
 * Words, dates and lists of kinds are left to whoever writes the file.
 * @returns in the order of the file
 */
export const draftFields = (content: string): readonly DraftField[] =>
  placesOf(parseDocument(content)).map(({ field, value }) => ({ field, value }));

function placesOf(document: Document): readonly Place[] {
  const places: Place[] = [];
  const visit = (node: unknown, keys: (string | number)[], field: string, positional: string) => {
    if (isMap<Node, Node>(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        const dotted = field === '' ? name : `${field}.${name}`;
        visit(value, [...keys, name], dotted, positional === '' ? name : `${positional}.${name}`);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const at = String(index + 1);
        visit(item, [...keys, index], `${field}.${nameOf(item) ?? at}`, `${positional}[${at}]`);
      });
    } else if (isScalar(node)) {
      const { value } = node;
      const free = typeof value === 'number' || typeof value === 'boolean';
      if (free || field.endsWith('.minimum_tier'))
        places.push({ field, value: value as DraftValue, keys, positional });
    }
  };
  visit(document.contents, [], '', '');
  return places.filter(({ field }) => !field.startsWith('published.'));
}

function nameOf(item: unknown): string | undefined {
  if (!isMap(item)) return undefined;
  for (const key of itemNames) {
    const name = item.get(key);
    if (typeof name === 'string') return name;
  }
  return undefined;
}

/** What a draft is called and from when it holds. */
export interface DraftHead {
  readonly version: string;
  /** ISO date. */
  readonly effectiveFrom: string;
  readonly title?: string;
  readonly published?: PolicyPublication;
}

/**
 * The file of a draft: the base's own text, its remarks included, with the changes made.
 * @throws Failure `policy_invalid` with the field as `where.column`: one that cannot be changed, or a value
 *   that a policy must not have
 */
export function draftFile(
  base: PolicyFile,
  changes: Draft['changes'],
  head: DraftHead,
): PolicyFile & { readonly policy: Policy } {
  const document = parseDocument(base.text);
  const places = new Map(placesOf(document).map((place) => [place.field, place]));
  const wanted = Object.entries(changes);
  if (wanted.length > MOST_CHANGES)
    throw wrong('', '改动过多', 'There are too many changes in the draft');
  for (const [field, value] of wanted) {
    const place = places.get(field);
    if (!place) throw wrong(field, `没有可改的项 ${short(field)}`, `No field ${short(field)}`);
    if (typeof value !== typeof place.value)
      throw wrong(field, `${field} 的值类型不对`, `${field} is of another type`);
    document.setIn(place.keys, value);
  }
  document.set('version', head.version);
  document.set('effective_from', head.effectiveFrom);
  document.delete('succeeds');
  if (head.title !== undefined)
    document.set('title', document.createNode({ zh: head.title, en: head.title }));
  if (head.published) document.set('published', document.createNode({ ...head.published }));
  else document.delete('published');
  const file = `${head.version}.yaml`;
  const content = document.toString({ lineWidth: 0 });
  try {
    return { file, text: content, policy: readPolicy(file, content) };
  } catch (error) {
    throw error instanceof Failure ? atField(error, [...places.values()]) : error;
  }
}

/** The same failure, its place named as the field of the draft. */
function atField(failure: Failure, places: readonly Place[]): Failure {
  const { code, text: words, options } = failure;
  const column = options.where?.column ?? '';
  const place = places.find(({ positional }) => positional === column);
  const say = (words: string) => words.replace(`${column}: `, '');
  return new Failure(code, text(say(words.zh), say(words.en)), {
    where: { column: place?.field ?? column },
    hint: text('请改正该项', 'Change that field'),
    cause: failure,
  });
}

const short = (field: string): string => `“${[...field].slice(0, 60).join('')}”`;

const wrong = (field: string, zh: string, en: string): Failure =>
  new Failure('policy_invalid', text(zh, en), {
    where: { column: [...field].slice(0, 60).join('') },
  });
