import { renderSVG } from 'uqr';
import type { Locale } from '../../contracts/index.ts';
import type { Certificate } from './reveal.ts';

const words = {
  zh: {
    title: '随机抽取证书',
    month: '计划月份',
    committed: '名单公布时间',
    revealed: '抽取时间',
    sources: '种子来源（事先公告）',
    values: '公布的种子数值',
    seed: '规范化种子',
    rule: '规则',
    uniform: '等概率',
    weighted: '按权重',
    by: { none: '不分层', area: '按片区分层', kind: '按类别分层' },
    drawn: '抽中',
    of: (drawn: number, all: number) => `从 ${all} 个单位中抽中 ${drawn} 个`,
    unit: '单位',
    stratum: '层',
    rank: '序位',
    chance: '入样概率',
    inspectors: '检查人员',
    digest: 'SHA-256（种子‖单位代码）',
    commitment: '承诺指纹（抽取前公布）',
    certificate: '证书指纹',
    how: '核验：xiaoan draw verify 证书文件。排序取 SHA-256（种子‖单位代码）前 52 位为 u，按 −ln(u)÷权重 由小到大抽取。',
  },
  en: {
    title: 'Certificate of a random draw',
    month: 'Month planned',
    committed: 'List published',
    revealed: 'Drawn at',
    sources: 'Sources of the seed, announced before',
    values: 'Values that became known',
    seed: 'Seed in canonical form',
    rule: 'Rule',
    uniform: 'equal chances',
    weighted: 'by weight',
    by: { none: 'no strata', area: 'by area', kind: 'by kind of unit' },
    drawn: 'Drawn',
    of: (drawn: number, all: number) => `${drawn} of ${all} units were drawn`,
    unit: 'Unit',
    stratum: 'Stratum',
    rank: 'Rank',
    chance: 'Chance',
    inspectors: 'Inspectors',
    digest: 'SHA-256 (seed ‖ unit code)',
    commitment: 'Hash of the commitment, published before',
    certificate: 'Hash of the certificate',
    how: 'Verify: xiaoan draw verify FILE. u is the first 52 bits of SHA-256 (seed ‖ unit code); the smallest −ln(u) ÷ weight are drawn.',
  },
} as const;

const escaped = (value: string): string =>
  value.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const STYLE = `
  body { margin: 2rem auto; max-width: 54rem; padding: 0 1rem; color: #1d1d1b; background: #fffefb;
    font: 15px/1.5 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
    font-variant-numeric: tabular-nums; }
  header { display: grid; grid-template-columns: 1fr 9.5rem; gap: 1.5rem; align-items: start; }
  h1 { margin: 0; font-size: 1.6rem; }
  svg { width: 9.5rem; height: 9.5rem; }
  dl { display: grid; grid-template-columns: 12rem 1fr; gap: .2rem 1rem; margin: 1rem 0; }
  dt { color: #57554e; }
  dd { margin: 0; overflow-wrap: anywhere; }
  code { font-size: .85em; }
  table { width: 100%; border-collapse: collapse; font-size: .87rem; }
  th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #dcd8cc; text-align: left;
    vertical-align: top; }
  th { border-bottom-color: #1d1d1b; font-weight: 500; }
  td.digest { font: .7rem/1.3 monospace; overflow-wrap: anywhere; max-width: 15rem; }
  @media (max-width: 40rem) { header, dl { grid-template-columns: 1fr; } td.digest, th.digest { display: none; } }
  @media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
`;

/**
 * The certificate as a page to print: HTML on its own, with a QR code that holds both hashes.
 * @returns one HTML document; it loads nothing
 */
export function certificatePage(certificate: Certificate, locale: Locale): string {
  const say = words[locale];
  const { rule, outcomes, entries } = certificate;
  const drawn = outcomes.filter((outcome) => outcome.drawn);
  const code = renderSVG(
    [certificate.format, certificate.month, certificate.commitment, certificate.certificate].join(
      '\n',
    ),
    { border: 1, blackColor: '#1d1d1b', whiteColor: '#fffefb' },
  );
  const facts: [string, string][] = [
    [say.month, certificate.month],
    [say.committed, certificate.committed_at],
    [say.sources, certificate.announced_seed.sources.join('；')],
    [say.revealed, certificate.revealed_at],
    [say.values, certificate.seed_values.join('；')],
    [say.seed, certificate.seed],
    [say.rule, `${say[rule.method]}，${say.by[rule.stratify_by]}`],
    [say.commitment, certificate.commitment],
    [say.certificate, certificate.certificate],
  ];
  const list = facts
    .map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`)
    .join('\n');
  const rows = drawn
    .map(
      (
        outcome,
      ) => `<tr><td>${escaped(outcome.unit_name)}<br><code>${escaped(outcome.unit_code)}</code></td>
<td>${escaped(outcome.stratum)}</td><td>${outcome.rank}</td>
<td>${(outcome.inclusion_probability * 100).toFixed(2)}%</td>
<td>${escaped(outcome.inspectors.join('、'))}</td><td class="digest">${outcome.digest}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${say.title} ${escaped(certificate.month)}</title>
<style>${STYLE}</style>
<header><div><h1>${say.title}</h1><p>${escaped(certificate.title)}</p>
<p>${say.of(drawn.length, entries.length)}</p></div>${code}</header>
<dl>
${list}
</dl>
<table><thead><tr><th>${say.unit}</th><th>${say.stratum}</th><th>${say.rank}</th>
<th>${say.chance}</th><th>${say.inspectors}</th><th class="digest">${say.digest}</th></tr></thead>
<tbody>
${rows}
</tbody></table>
<p>${say.how}</p>
</html>
`;
}
