import { join } from 'node:path';
import { AccessDesk, readConfig, type AccessConfig } from '../access/index.ts';

/** Where accounts, sessions and the audit log of a warehouse lie. */
export const accessFolder = (warehouse: string): string => join(warehouse, 'access');

export interface AccessPlace {
  readonly warehouse: string;
  /** Another configuration than the warehouse's `access/config.yaml`. */
  readonly access?: string;
}

/** The configuration of sign-in. Throws a Failure where it is wrong. */
export const configOf = ({ warehouse, access }: AccessPlace): AccessConfig =>
  readConfig(access ?? join(accessFolder(warehouse), 'config.yaml'), access !== undefined);

/** The desk of a warehouse, for the command line. */
export const deskOf = (warehouse: string, access?: string): AccessDesk =>
  new AccessDesk({
    folder: accessFolder(warehouse),
    config: configOf({ warehouse, ...(access === undefined ? {} : { access }) }),
    onlyLocal: true,
  });
