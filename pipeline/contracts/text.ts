/** A text in the two languages of the product. Chinese comes first: it is what most readers see. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Locale = keyof Text;

/** Builds a {@link Text}; short because contracts hold hundreds of them. */
export const text = (zh: string, en: string): Text => ({ zh, en });
