import type { Figure, Figures } from './figures.ts';
import type { Aim } from './sets.ts';

const isFigure = (figure: Figures[string] | undefined): figure is Figure =>
  typeof figure === 'object' && figure !== null;

const written = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

/** A figure with its interval, as text. */
export const figureText = (figure: Figures[string] | undefined): string =>
  isFigure(figure)
    ? `${written(figure.value)} [${figure.ci.map(written).join(', ')}]`
    : written(figure ?? null);

/** Whether a figure reaches its aim. */
export function reaches(figures: Figures, [name, sign, bound]: Aim): boolean {
  const figure = figures[name];
  const value = isFigure(figure) ? figure.value : (figure ?? null);
  if (value === null) return false;
  return sign === '>' ? value > bound : sign === '>=' ? value >= bound : value < bound;
}

/** The figures of a set as a table for a terminal: what is aimed at, the model, and the baselines beside it. */
export function figureTable(about: string, figures: Figures, aims: readonly Aim[] = []): string {
  const lines = Object.entries(figures).map(([name, figure]) => {
    const aim = aims.find(([of]) => of === name);
    const mark = aim ? `   aim ${aim[1]} ${aim[2]} ${reaches(figures, aim) ? '✓' : '✗'}` : '';
    return `  ${name.padEnd(32)} ${figureText(figure)}${mark}`;
  });
  return [about, ...lines, ''].join('\n');
}

/** What the product would say of such a model. */
export function verdict(figures: Figures): string {
  const lift = figures['lift20'];
  if (figures['fitted'] === 0)
    return '  too few visits to fit: the prior stands, tiers go by gates and returns only\n';
  if (isFigure(lift) && (lift.ci[0] ?? 0) <= 1)
    return '  the lift’s interval includes 1: history does not tell these units apart, tiers go by gates and returns only\n';
  return '';
}
