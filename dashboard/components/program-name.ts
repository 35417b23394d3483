import { t } from '../i18n/translate.ts';

/** How a program is called; one that was not recorded yet has no name of its own. */
export const programName = (program: string | null): string =>
  program === null ? t('program.unrecorded') : t('program.named', { program });
