/** What the reader asked for; `system` follows the device. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const STORED_AS = 'theme';

let chosen = $state<Theme>(themes.find((each) => each === readStored()) ?? 'system');

/** The theme, a preference of the reader's device rather than part of the view. */
export const theme = {
  get current(): Theme {
    return chosen;
  },
  set current(next: Theme) {
    chosen = next;
    applyTheme();
    if (next === 'system') localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, next);
  },
};

/** Puts the chosen theme on the document; `system` leaves it to `prefers-color-scheme`. */
export function applyTheme(): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}

function readStored(): string | null {
  return localStorage.getItem(STORED_AS);
}
