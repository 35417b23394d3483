/** Properties that a stylesheet may set on a chart and that a file must carry itself. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** Height of the line of text above each of several charts, px. */
const CAPTION = 20;

/**
 * Drawn charts as one file that no longer depends on our stylesheet. Several keep the places they
 * have on the page, each under its label, which on the page is a heading outside the drawing.
 * @returns the text of an SVG file
 */
export function svgFile(charts: readonly SVGSVGElement[]): string {
  const [only] = charts;
  const file = only && charts.length === 1 ? standAlone(only) : together(charts);
  file.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  file.style.background = getComputedStyle(document.documentElement).backgroundColor;
  return new XMLSerializer().serializeToString(file);
}

function together(charts: readonly SVGSVGElement[]): SVGElement {
  const boxes = charts.map((chart) => chart.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top)) - CAPTION;
  const file = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  file.setAttribute('width', String(Math.max(...boxes.map((box) => box.right)) - left));
  file.setAttribute('height', String(Math.max(...boxes.map((box) => box.bottom)) - top));
  const style = getComputedStyle(document.body);
  for (const [index, chart] of charts.entries()) {
    const box = boxes[index];
    if (!box) continue;
    const copy = standAlone(chart);
    copy.setAttribute('x', String(box.left - left));
    copy.setAttribute('y', String(box.top - top));
    const caption = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    caption.textContent = chart.getAttribute('aria-label');
    caption.setAttribute('x', String(box.left - left));
    caption.setAttribute('y', String(box.top - top - CAPTION / 4));
    caption.setAttribute('fill', style.color);
    caption.setAttribute('font-family', style.fontFamily);
    caption.setAttribute('font-size', '11');
    file.append(caption, copy);
  }
  return file;
}

/** A copy of a chart that carries its own colours and places. */
function standAlone(drawn: SVGSVGElement): SVGElement {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const originals = [drawn, ...drawn.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, original] of originals.entries()) {
    const target = copies[index];
    if (!target || target.closest('defs, style, title')) continue;
    const style = getComputedStyle(original);
    for (const property of PROPERTIES) {
      target.setAttribute(property, style.getPropertyValue(property));
    }
    // Of a canvas a copy is blank; its picture is not.
    if (original instanceof HTMLCanvasElement) target.replaceWith(picture(original));
    // CSS places what SVG's own attribute could; programs other than browsers read only the latter.
    else if (target.style.transform) target.setAttribute('transform', style.transform);
    target.removeAttribute('class');
    target.removeAttribute('style');
  }
  return copy;
}

function picture(canvas: HTMLCanvasElement): HTMLImageElement {
  const image = document.createElement('img');
  image.src = canvas.toDataURL();
  image.width = canvas.clientWidth;
  image.height = canvas.clientHeight;
  return image;
}

/** Hands the reader a file made in the page. */
export function saveFile(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own copy by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url));
}
