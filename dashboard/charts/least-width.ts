/**
 * While a page is laid out a holder can be a few pixels wide: margins would leave bars less than nothing. Below this,
 * in px, no chart is drawn.
 */
export const LEAST_WIDTH = 100;
