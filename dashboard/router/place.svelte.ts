import { changeSearch, type SearchChange } from './search.ts';

export interface NavigateOptions {
  /** Replaces the current entry of the history, so that Back skips it. */
  readonly replace?: boolean;
}

/** Where the reader is. The address is the only state of a view, so Back and bookmarks just work. */
class Place {
  #url = $state.raw(new URL(window.location.href));

  constructor() {
    window.addEventListener('popstate', () => {
      this.#url = new URL(window.location.href);
    });
  }

  get path(): string {
    return this.#url.pathname;
  }

  get search(): string {
    return this.#url.search;
  }

  /** The value of a search parameter, or null. */
  parameter(name: string): string | null {
    return this.#url.searchParams.get(name);
  }

  /** Goes to an address of ours (path and search). */
  navigate(href: string, { replace = false }: NavigateOptions = {}): void {
    const before = window.location.href;
    if (new URL(href, before).href === before) return;
    if (replace) window.history.replaceState(null, '', href);
    else window.history.pushState(null, '', href);
    this.#url = new URL(window.location.href);
  }

  /** Changes search parameters of the present page; null takes one away. */
  change(change: SearchChange, options?: NavigateOptions): void {
    this.navigate(this.path + changeSearch(this.search, change), options);
  }
}

export const place = new Place();

/** Follows plain clicks on links of ours without loading the document anew. Attach to the root. */
export function followLinks(root: HTMLElement): () => void {
  const onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.hasAttribute('target') || link.hasAttribute('download')) return;
    const to = addressOf(link);
    if (to.origin !== window.location.origin || to.pathname.startsWith('/api/')) return;
    if (to.hash !== '' && to.pathname === place.path) return;
    event.preventDefault();
    place.navigate(to.pathname + to.search + to.hash);
  };
  root.addEventListener('click', onClick);
  return () => root.removeEventListener('click', onClick);
}

/** Where a link leads; one within a drawing says it otherwise. */
const addressOf = (link: HTMLAnchorElement | SVGAElement): URL =>
  new URL(link instanceof SVGAElement ? link.href.baseVal : link.href, window.location.href);
