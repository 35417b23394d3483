import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import TierMark from '../../dashboard/components/TierMark.svelte';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { theme } from '../../dashboard/theme/theme.svelte.ts';
import { tiers, tierSigns } from '../../dashboard/theme/tier.ts';
import { contrast } from './contrast.ts';

beforeAll(() => {
  locale.current = 'zh';
});

afterAll(() => {
  theme.current = 'system';
});

test('tiers differ by letter and by shape, not by colour alone', () => {
  const signs = tiers.map((tier) => tierSigns[tier]);
  for (const read of [
    (sign: (typeof signs)[number]) => sign.letter.zh,
    (sign: (typeof signs)[number]) => sign.letter.en,
    (sign: (typeof signs)[number]) => sign.shape,
    (sign: (typeof signs)[number]) => sign.path,
  ]) {
    expect(new Set(signs.map(read)).size).toBe(tiers.length);
  }
});

test('the mark draws shape and letter, and says its name', async () => {
  for (const tier of tiers) {
    const screen = await render(TierMark, { tier });
    const mark = screen.container.querySelector('svg[role="img"]');
    expect(mark?.querySelector('path')?.getAttribute('d')).toBe(tierSigns[tier].path);
    expect(mark?.querySelector('text')?.textContent).toBe(tierSigns[tier].letter.zh);
    expect(mark?.getAttribute('aria-label')).toContain(tierSigns[tier].letter.zh);
    await screen.unmount();
  }
});

test('a unit without a tier has no mark', async () => {
  const screen = await render(TierMark, { tier: null });
  expect(screen.container.querySelector('svg')).toBeNull();
});

describe.each(['light', 'dark'] as const)('WCAG AA in the %s theme', (chosen) => {
  const grounds = ['paper', 'paper-soft'];
  const words = ['ink', 'ink-soft', 'accent', 'code-type', 'code-string', 'code-number'];
  const series = Array.from({ length: 8 }, (_, index) => `series-${index + 1}`);
  test.each(series)('%s stands out in a chart', (name) => {
    theme.current = chosen;
    expect(contrast(name, 'paper')).toBeGreaterThanOrEqual(3);
  });

  test.each(grounds)('the edge of a field stands out on %s', (ground) => {
    theme.current = chosen;
    expect(contrast('edge', ground)).toBeGreaterThanOrEqual(3);
  });

  test.each([...words, ...tiers.map((tier) => `tier-${tier}-ink`)])(
    'text in %s is legible',
    (name) => {
      theme.current = chosen;
      for (const ground of grounds) {
        expect(contrast(name, ground), ground).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test.each(tiers)('the sign of %s stands out, and so does its letter', (tier) => {
    theme.current = chosen;
    expect(contrast(`tier-${tier}-on`, `tier-${tier}`)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(`tier-${tier}-ink`, 'paper')).toBeGreaterThanOrEqual(3);
  });

  test('words on the accent are legible', () => {
    theme.current = chosen;
    expect(contrast('accent-on', 'accent')).toBeGreaterThanOrEqual(4.5);
  });
});
