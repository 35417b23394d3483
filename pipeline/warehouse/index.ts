export * from './engine.ts';
export { lockHolder, type LockHolder } from './lock.ts';
export { openWarehouse, warehouseFile, type Warehouse } from './open.ts';
