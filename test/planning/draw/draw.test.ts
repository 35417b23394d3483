import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from '../../../pipeline/planning/draw/allocation.ts';
import {
  canonicalJson,
  certificatePage,
  reveal,
  readCommitment,
  verify,
} from '../../../pipeline/planning/draw/index.ts';
import { inclusionProbabilities } from '../../../pipeline/planning/draw/inclusion.ts';
import { rank, uniformOf } from '../../../pipeline/planning/draw/ranking.ts';
import { seedText } from '../../../pipeline/planning/draw/seed.ts';
import { givenDraw } from './given.ts';

const REVEALED = '2026-10-30T21:30:00+08:00';

describe('seed', () => {
  test('is written as the worked example of RFC 3797 writes it', () => {
    expect(seedText(['9319', '2, 5, 12, 8, 10', '9 18 26 34 41 45'])).toBe(
      '9319./2.5.8.10.12./9.18.26.34.41.45./',
    );
  });
  test('does not depend on order, spaces or width of digits', () => {
    expect(seedText(['０７ 3'])).toBe(seedText(['3、7']));
    expect(seedText(['ab-12 cd'])).toBe('AB12CD./');
    expect(() => seedText([' '])).toThrow('empty');
    expect(() => seedText([])).toThrow('empty');
  });
});

test('strata share the draws by size, and every draw is given', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 400 }),
      (sizes, draws) => {
        const given = allocate(new Map(sizes.map((size, index) => [String(index), size])), draws);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const wanted = Math.min(draws, total);
        expect([...given.values()].reduce((sum, each) => sum + each, 0)).toBe(wanted);
        sizes.forEach((size, index) => {
          const own = given.get(String(index)) ?? 0;
          expect(own).toBeLessThanOrEqual(size);
          expect(Math.abs(own - (total === 0 ? 0 : (wanted * size) / total))).toBeLessThan(1);
        });
      },
    ),
  );
});

describe('ranking', () => {
  test('numbers from digests are uniform', () => {
    const values = [
      ...rank('seed', new Map(Array.from({ length: 20_000 }, (_, i) => [`u${i}`, 1]))),
    ].map(({ digest }) => uniformOf(digest));
    const cells = Array.from(
      { length: 20 },
      (_, cell) => values.filter((value) => Math.floor(value * 20) === cell).length,
    );
    const chi = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi, '99.99 % point of χ² with 19 degrees of freedom').toBeLessThan(52.4);
  });
  test('a digest of all ones or zeros is still strictly between 0 and 1', () => {
    expect(uniformOf('f'.repeat(64))).toBeLessThan(1);
    expect(uniformOf('0'.repeat(64))).toBeGreaterThan(0);
  });
});

describe('inclusion probabilities', () => {
  test('sum to the number of draws, and rise with the weight', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 50, noNaN: true }), { minLength: 2, maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (weights, share) => {
          const draws = Math.floor(share * weights.length);
          const { probabilities } = inclusionProbabilities(weights, draws);
          const sum = probabilities.reduce((total, each) => total + each, 0);
          expect(Math.abs(sum - draws)).toBeLessThan(1e-6);
          const order = weights
            .map((_, i) => i)
            .sort((a, b) => (weights[a] ?? 0) - (weights[b] ?? 0));
          order
            .slice(1)
            .forEach((index, at) =>
              expect(probabilities[index] ?? 0).toBeGreaterThan(
                (probabilities[order[at] ?? 0] ?? 0) - 1e-6,
              ),
            );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are those of simple random sampling where weights are equal', () => {
    expect(inclusionProbabilities([2, 2, 2, 2], 1).probabilities).toEqual([0.25, 0.25, 0.25, 0.25]);
    const nearly = inclusionProbabilities([1, 1, 1, 1.0000001], 2).probabilities;
    nearly.forEach((each) => expect(each).toBeCloseTo(0.5, 5));
  });

  test('match how often the draw itself takes each unit, over 4,000 seeds', () => {
    const commitment = givenDraw(24, 9);
    const hits = new Map<string, number>();
    let chances = new Map<string, number>();
    for (let turn = 0; turn < 4000; turn++) {
      const { outcomes } = reveal(commitment, [`turn ${turn}`], REVEALED);
      for (const { unit_code, drawn } of outcomes)
        hits.set(unit_code, (hits.get(unit_code) ?? 0) + Number(drawn));
      chances = new Map(outcomes.map((each) => [each.unit_code, each.inclusion_probability]));
    }
    for (const [code, chance] of chances) {
      const error = Math.sqrt((chance * (1 - chance)) / 4000);
      expect(Math.abs((hits.get(code) ?? 0) / 4000 - chance), code).toBeLessThan(4.5 * error);
    }
  });

  test('of a long list are simulated, and say how far they may be off', () => {
    const weights = Array.from({ length: 1200 }, (_, index) => 1 + (index % 4));
    const { probabilities, method, standardError } = inclusionProbabilities(weights, 120);
    expect(method).toBe('simulated');
    expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(120, 0);
    const exact = inclusionProbabilities(weights.slice(0, 400), 40).probabilities;
    [0, 1, 2, 3].forEach((index) =>
      expect(Math.abs((probabilities[index] ?? 0) - (exact[index] ?? 0))).toBeLessThan(
        6 * standardError,
      ),
    );
  });
});

describe('certificate', () => {
  const certificate = reveal(givenDraw(30, 10), ['9 18 26'], REVEALED);
  const bytes = canonicalJson(certificate);

  test('replays to itself', () => {
    expect(verify('c.json', bytes)).toEqual(certificate);
    expect(verify('c.json', bytes, certificate.commitment)).toEqual(certificate);
    expect(certificate.outcomes.filter(({ drawn }) => drawn)).toHaveLength(10);
  });

  test('any changed byte fails', () => {
    const raw = Buffer.from(bytes);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: raw.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const changed = Buffer.from(raw);
          changed[at] = (changed[at] ?? 0) ^ flip;
          expect(() => verify('c.json', changed.toString('utf8'))).toThrow(/does not hold/);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a list changed after the commitment fails, even with all hashes made anew', () => {
    const other = reveal(givenDraw(29, 10), ['9 18 26'], REVEALED);
    expect(() => verify('c.json', canonicalJson(other), certificate.commitment)).toThrow(
      'published before',
    );
  });

  test('who must not go is not drawn, and a pair is of one team', () => {
    const certificates = Array.from({ length: 60 }, (_, turn) =>
      reveal(givenDraw(6, 6), [`turn ${turn}`], REVEALED),
    );
    for (const { outcomes } of certificates)
      for (const { unit_code, inspectors } of outcomes) {
        expect(new Set(inspectors.map((name) => name.split('/')[0])).size).toBe(1);
        expect(inspectors).toHaveLength(2);
        if (unit_code === '1001') expect(inspectors).not.toContain('一组/王');
      }
  });

  test('hostile files are refused in words', () => {
    for (const content of [
      '',
      '[]',
      'null',
      '{"format":"xiaoan-draw/1"}',
      '{"format":"xiaoan-draw/1","entries":[null],"inspectors":[],"rule":{}}',
    ])
      expect(() => verify('c.json', content)).toThrow(/does not hold/);
    for (const key of Object.keys(certificate))
      expect(() => verify('c.json', bytes.replace(`"${key}"`, '"other"')), key).toThrow(
        /does not hold/,
      );
    expect(() =>
      readCommitment('c.json', canonicalJson({ ...givenDraw(5, 2), month: '2026-12' })),
    ).toThrow('hash');
  });

  test('prints as a page that loads nothing and escapes what it shows', () => {
    const page = certificatePage(
      reveal(givenDraw(4, 4, { title: '<script>alert(1)</script>' }), ['1'], REVEALED),
      'zh',
    );
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/<script|href=|src=/);
    expect(page).toContain(certificate.format === 'xiaoan-draw/1' ? '随机抽取证书' : '');
  });
});

describe('the times of a draw', () => {
  test('a value that may be known already cannot be announced', () => {
    const announced = { sources: ['彩票号码'], known_at: '2026-10-28T09:00:00+08:00' };
    expect(() => givenDraw(9, 3, { announced_seed: announced })).toThrow(
      expect.objectContaining({ code: 'draw_known_already' }),
    );
  });

  test.each(['soon', '12', '2027-02-31T10:00:00+08:00', '2027-01-31T10:00'])(
    '“%s” is no time at which a value becomes known: every verifier must read the same',
    (known_at) => {
      const announced_seed = { sources: ['彩票号码'], known_at };
      expect(() => givenDraw(9, 3, { announced_seed })).toThrow(
        expect.objectContaining({ code: 'time_invalid' }),
      );
    },
  );

  test('nothing is ever drawn where nobody can tell when the value is known', () => {
    const announced_seed = { sources: ['彩票号码'], known_at: 'soon' };
    expect(() => reveal({ ...givenDraw(9, 3), announced_seed }, ['1'], REVEALED)).toThrow(
      expect.objectContaining({ code: 'draw_too_early' }),
    );
  });

  test('nothing is drawn before the value is known', () => {
    const draw = givenDraw(9, 3);
    expect(() => reveal(draw, ['3 9 18'], '2026-10-30T21:14:59+08:00')).toThrow(
      expect.objectContaining({ code: 'draw_too_early' }),
    );
    const { outcomes } = reveal(draw, ['3 9 18'], '2026-10-30T21:15:00+08:00');
    expect(outcomes.filter(({ drawn }) => drawn)).toHaveLength(3);
  });
});
