import type { DuckDBConnection } from '@duckdb/node-api';
import { text, type Text } from '../contracts/index.ts';
import { programName } from '../warehouse/index.ts';

/**
 * Says of a snapshot's published months by other programs how many there are, and what the program that made the
 * snapshot would decide otherwise of the newest of those where anything would differ: figures of `marts.month_program`.
 * @returns undefined where no published month is by another program
 */
export async function otherPrograms(connection: DuckDBConnection): Promise<Text | undefined> {
  const reader = await connection.runAndReadAll(
    `with another as (
       select *, regimes_anew + tiers_anew + scores_anew > 0 as differs
       from marts.month_program where is_another
     )
     select left(month::varchar, 7), program, program_now, decisions, regimes_anew, tiers_anew, scores_anew, differs,
       (select count(distinct month) from another)::integer, (select left(max(month)::varchar, 7) from another)
     from another order by differs desc, month desc, decisions desc limit 1`,
  );
  const row = reader.getRows()[0];
  if (!row) return undefined;
  const [month, program, now, decisions, regimes, tiers, scores, differs, months, last] = row.map(
    (cell) => (cell === null ? null : String(cell)),
  );
  const stand = text(
    `${months} 个月（至 ${last}）的决定由其他程序公布，维持不变`,
    `The decisions of ${months} months up to ${last} were published by other programs and stand`,
  );
  if (differs === 'false')
    return text(
      `${stand.zh}；按现程序（${now}）重算，结果都相同`,
      `${stand.en}; this one (${now}) would decide none of them otherwise`,
    );
  const { zh, en } = programName(program);
  return text(
    `${stand.zh}；${month} 由${zh}公布，按现程序（${now}）重算，${decisions} 个单位中监管方式不同的有 ${regimes} 个，等级不同的有 ${tiers} 个，得分不同的有 ${scores} 个`,
    `${stand.en}; of the ${decisions} units of ${month}, published by ${en}, this one (${now}) would put ${regimes} under another regime and ${tiers} in another tier, and score ${scores} otherwise`,
  );
}
