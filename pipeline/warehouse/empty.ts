import { Failure, text } from '../contracts/index.ts';

/** Nothing was ever taken in: what a command that only reads, and a build, say of such a warehouse. */
export const emptyWarehouse = (dir?: string): Failure =>
  new Failure(
    'warehouse_empty',
    text('数据仓库中还没有任何单位', 'The warehouse holds no units yet'),
    {
      ...(dir !== undefined && { where: { file: dir } }),
      hint: text('请先用 ingest 读入单位名册', 'Take in the register of units first, with ingest'),
    },
  );
