import type { LoadStage } from './stage-of-load.ts';

/** The file being loaded, as far as its rows must know. */
export interface FileContext {
  readonly id: string;
  readonly name: string;
  /** Wall-clock text. */
  readonly receivedAt: string;
  /** Called when a large file enters a stage. */
  readonly enter?: (stage: LoadStage) => void;
}
