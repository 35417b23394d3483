import { askPublication, type Publication } from './actions.ts';
import { session } from './session.svelte.ts';

/** How often it is asked whether what was taken in can be seen. */
const INTERVAL = 1000;

/** Follows what was taken in until it is published, then has the page show the new snapshot. */
class Publishing {
  #now = $state.raw<Publication>({ state: 'idle', error: null });
  /** Whether something was published since the page was opened, for a word on it. */
  #published = $state(false);
  #timer: number | undefined;

  get state(): Publication['state'] {
    return this.#now.state;
  }

  get error(): Publication['error'] {
    return this.#now.error;
  }

  get published(): boolean {
    return this.#published;
  }

  /** Takes what an action said of it, and asks on. */
  follow(publication: Publication): void {
    if (publication.state !== 'idle') this.#published = false;
    this.#now = publication;
    window.clearTimeout(this.#timer);
    if (publication.state === 'waiting' || publication.state === 'building') {
      this.#timer = window.setTimeout(() => void this.#look(), INTERVAL);
    }
  }

  async #look(): Promise<void> {
    try {
      const next = await askPublication();
      if (next.state === 'idle') {
        await session.refresh();
        this.#published = true;
      }
      this.follow(next);
    } catch {
      // The server may be restarting: what was taken in is safe, and it is asked again.
      this.follow(this.#now);
    }
  }
}

export const publishing = new Publishing();
