import { en, zh, type Key, type ParameterName } from './catalogue.ts';
import { locale } from './locale.svelte.ts';

type Arguments<K extends Key> = [ParameterName<K>] extends [never]
  ? []
  : [parameters: Readonly<Record<ParameterName<K>, string | number>>];

/**
 * The words of a key in the reader's language, with its `{parameters}` filled in. Reactive.
 * Messages are written so that they need no plural forms ("Units: 3").
 */
export function t<K extends Key>(key: K, ...[parameters]: Arguments<K>): string {
  const message: string = (locale.current === 'zh' ? zh : en)[key];
  if (!parameters) return message;
  const values: Readonly<Record<string, string | number>> = parameters;
  return message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
