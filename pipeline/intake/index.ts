export { ingestFile } from './load.ts';
export type { IngestOptions } from './load-content.ts';
export { ingestPaths, type IngestStep } from './ingest.ts';
export type { FileOutcome, LedgerRow } from './ledger.ts';
export { readMapping, readMappings } from './mapping/library.ts';
export type { Mapping } from './mapping/mapping.ts';
