export type Colour = readonly [red: number, green: number, blue: number];

/** sRGB of a CSS colour as the browser computes it. */
export function colourOf(css: string): Colour {
  const probe = document.createElement('span');
  probe.style.color = css;
  document.body.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(
    Number,
  );
  probe.remove();
  return [red, green, blue];
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
export function ratio(first: Colour, second: Colour): number {
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Of two of the theme's colours, by their names. */
export const contrast = (first: string, second: string): number =>
  ratio(colourOf(`var(--${first})`), colourOf(`var(--${second})`));

/** A colour seen through another's opacity. */
export function mixed(over: Colour, opacity: number, under: Colour): Colour {
  const part = (index: 0 | 1 | 2) => over[index] * opacity + under[index] * (1 - opacity);
  return [part(0), part(1), part(2)];
}
