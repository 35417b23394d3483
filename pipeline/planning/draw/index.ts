export { certificatePage } from './certificate-page.ts';
export { canonicalJson } from './canonical.ts';
export { commit, type Commitment, type DrawContent, type DrawEntry } from './commitment.ts';
export { reveal, type Certificate, type DrawOutcome } from './reveal.ts';
export { readCommitment, verify } from './verify.ts';
