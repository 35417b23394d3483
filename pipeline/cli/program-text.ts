import type { DuckDBConnection } from '@duckdb/node-api';
import { text, type Text } from '../contracts/index.ts';
import { programName } from '../warehouse/index.ts';

/**
 * Says of a snapshot's published months by other programs how many there are, and what the program that made the
 * snapshot would decide otherwise of the newest of them: figures of `marts.month_program`.
 * @returns undefined where no published month is by another program
 */
export async function otherPrograms(connection: DuckDBConnection): Promise<Text | undefined> {
  const reader = await connection.runAndReadAll(
    `select left(month::varchar, 7), program, program_now, decisions, regimes_anew, tiers_anew,
       (select count(distinct month) from marts.month_program where is_another)::integer
     from marts.month_program where is_another order by month desc, decisions desc limit 1`,
  );
  const row = reader.getRows()[0];
  if (!row) return undefined;
  const [month, program, now, decisions, regimes, tiers, months] = row.map((cell) =>
    cell === null ? null : String(cell),
  );
  const { zh, en } = programName(program);
  return text(
    `${months} 个月（至 ${month}）的决定由其他程序公布，维持不变；${month} 由${zh}公布，按现程序（${now}）重算，${decisions} 个单位中监管方式不同的有 ${regimes} 个，等级不同的有 ${tiers} 个`,
    `The decisions of ${months} months up to ${month} were published by other programs and stand; of the ${decisions} units of ${month}, published by ${en}, this one (${now}) would put ${regimes} under another regime and ${tiers} in another tier`,
  );
}
