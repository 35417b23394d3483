/**
 * How far the load of a large file is: its cells are read, typed and checked, kept, and at last looked
 * at for what is odd or told twice. Small files are loaded in batches, too quickly to tell of stages.
 */
export type LoadStage = 'read' | 'check' | 'keep' | 'compare';

/** Every stage, in order. */
export const LOAD_STAGES: readonly LoadStage[] = ['read', 'check', 'keep', 'compare'];
