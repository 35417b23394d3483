export { AccessDesk } from './desk.ts';
export { Accounts, keyOf, type Account } from './accounts.ts';
export { AuditLog, auditEvents, type AuditEntry } from './audit.ts';
export { verifyChain } from './audit-chain.ts';
export { readConfig, type AccessConfig } from './config.ts';
export { isRole, roleLabels, roles, type Role } from './roles.ts';
export { parseScope, scopeText, type Scope } from './scope.ts';
export { ScopedFiles } from './scoped-file.ts';
export { isWhole, sightOf, wholeSight, type Sight } from './sight.ts';
