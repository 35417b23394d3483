export { ingestFile } from './load.ts';
export type { IngestOptions } from './load-content.ts';
export { ingestPaths } from './ingest.ts';
export type { IngestStep } from './step.ts';
export { loadHeldAgain } from './load-again.ts';
export { mapCode, mapUnit } from './bureau/map.ts';
export type { FileOutcome, LedgerRow } from './ledger.ts';
export { readMapping, readMappings } from './mapping/library.ts';
export type { Mapping } from './mapping/mapping.ts';
