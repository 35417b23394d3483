/** A line of the audit log, as the server tells it. */
export interface Line {
  readonly sequence: number;
  readonly at: string;
  readonly event: string;
  readonly who: string;
  readonly address: string | null;
  readonly what: string;
  readonly rows: number | null;
}

interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What the names of the server's own things are called: queries, datasets, lists of words, columns. */
export type Names = Readonly<
  Record<'query' | 'dataset' | 'list' | 'column', Readonly<Record<string, Text>>>
>;
