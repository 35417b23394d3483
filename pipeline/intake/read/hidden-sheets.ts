const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Sheets of an OpenDocument that a style of theirs hides. */
function hiddenByStyle(markup: string): string[] {
  if (!markup.includes('table:display="false"')) return [];
  const styles = new Set<string | undefined>();
  for (const [, style = '', properties = ''] of markup.matchAll(
    /<style:style(\s[^>]*)>\s*<style:table-properties(\s[^>]*)>/g,
  )) {
    if (attribute(properties, 'table:display') === 'false') {
      styles.add(attribute(style, 'style:name'));
    }
  }
  return [...markup.matchAll(/<table:table(\s[^>]*)>/g)].flatMap(([, table = '']) => {
    const hidden = styles.has(attribute(table, 'table:style-name'));
    return hidden ? [attribute(table, 'table:name') ?? ''] : [];
  });
}

/** Sheets of an XML workbook of Excel 2003 whose options say so. */
function hiddenByOption(markup: string): string[] {
  if (!/<(\w+:)?Visible>Sheet(Very)?Hidden</.test(markup)) return [];
  return markup.split(/<(?=(?:\w+:)?Worksheet\s)/).flatMap((sheet) => {
    const hidden = /<(\w+:)?Visible>Sheet(Very)?Hidden</.test(sheet);
    return hidden ? [attribute(sheet, '(?:\\w+:)?Name') ?? ''] : [];
  });
}

/**
 * Names of the sheets that a workbook in XML hides; the library does not tell.
 * @param markup text of `content.xml`, of a flat OpenDocument, or of an XML workbook of Excel 2003
 */
export const hiddenSheets = (markup: string): ReadonlySet<string> =>
  new Set([...hiddenByStyle(markup), ...hiddenByOption(markup)]);
