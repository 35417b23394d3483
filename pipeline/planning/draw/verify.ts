import { Failure, text, type Text } from '../../contracts/index.ts';
import { canonicalJson } from './canonical.ts';
import { commitmentOf, contentOf, type Commitment } from './commitment.ts';
import { reveal, type Certificate } from './reveal.ts';

const refused = (file: string, why: Text): Failure =>
  new Failure(
    'draw_not_verified',
    text(`抽取证书不成立：${why.zh}`, `The certificate does not hold: ${why.en}`),
    {
      where: { file },
      hint: text(
        '向公布者索取原始文件；改动一个字节也不能通过',
        'Ask whoever published it for the original: one changed byte is refused',
      ),
    },
  );

/** Reads a published commitment. Throws a Failure `draw_not_verified` where its hash is not that of its content. */
export function readCommitment(file: string, bytes: string): Commitment {
  const parsed = parse<Commitment>(file, bytes);
  if (commitmentOf(contentOf(parsed)) !== parsed.commitment)
    throw refused(
      file,
      text('名单、权重或规则与承诺的指纹不符', 'list, weights or rule do not have the hash given'),
    );
  return parsed;
}

/**
 * Draws again from a certificate's own content and compares every byte.
 * @param published the hash that was published before the seed was known, where the reader has it
 * @returns the certificate
 * @throws Failure `draw_not_verified`
 */
export function verify(file: string, bytes: string, published?: string): Certificate {
  const certificate = parse<Certificate>(file, bytes);
  readCommitment(file, bytes);
  if (!Array.isArray(certificate.outcomes))
    throw refused(file, text('没有抽取结果', 'it holds no outcomes'));
  if (published !== undefined && published.trim().toLowerCase() !== certificate.commitment)
    throw refused(
      file,
      text(
        `指纹与事先公布的 ${published} 不同`,
        `its hash is not ${published}, which was published before`,
      ),
    );
  let again: Certificate;
  try {
    again = reveal(certificate, certificate.seed_values, certificate.revealed_at);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refused(file, text('内容不完整', 'its content is not complete'));
  }
  const differing = again.outcomes.find(
    (outcome, index) => canonicalJson(outcome) !== canonicalJson(certificate.outcomes[index]),
  );
  if (differing)
    throw refused(
      file,
      text(
        `重抽结果不同：${differing.unit_code}`,
        `drawing again gives another result for ${differing.unit_code}`,
      ),
    );
  if (canonicalJson(again) !== bytes)
    throw refused(
      file,
      text('文件与重抽的证书不一致', 'it differs from the certificate drawn again'),
    );
  return certificate;
}

function parse<Parsed extends Commitment>(file: string, bytes: string): Parsed {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes);
  } catch {
    throw refused(file, text('不是 JSON 文件', 'it is no JSON'));
  }
  const value = parsed as Partial<Parsed> | null;
  if (
    value?.format !== 'xiaoan-draw/1' ||
    !Array.isArray(value.entries) ||
    !Array.isArray(value.inspectors) ||
    typeof value.rule !== 'object'
  )
    throw refused(file, text('不是本系统的抽取文件', 'it is no draw of this kind'));
  return value as Parsed;
}
