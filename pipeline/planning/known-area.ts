import { nearestName } from '../contracts/index.ts';
import type { DataNode } from '../contracts/data-node.ts';

/** Areas that are told of at most. */
const TOLD = 12;

/**
 * The area that a team starts from.
 * @param areas that units are in; none where the bureau has no units yet: then any is taken
 * @throws Failure naming the line, the area, the nearest one and those that there are
 */
export function readArea(node: DataNode, team: string, areas: readonly string[]): string {
  const area = node.string();
  if (areas.length === 0 || areas.includes(area)) return area;
  const nearest = nearestName(area, areas);
  const told = areas.slice(0, TOLD);
  const more = areas.length > TOLD;
  node.fail(
    `“${team}”从“${area}”出发，单位名册中没有这个片区` +
      (nearest === undefined ? '' : `，是不是“${nearest}”？`) +
      `（名册中的片区：${told.join('、')}${more ? `等 ${areas.length} 个` : ''}）`,
    `${team} starts from "${area}", an area in which the register has no unit` +
      (nearest === undefined ? '' : `; did you mean "${nearest}"?`) +
      ` (areas of the register: ${told.join(', ')}${more ? ` and ${areas.length - TOLD} more` : ''})`,
  );
}
