import type { Campaign, Item, Obligation } from './campaign.ts';
import { addMonths, monthsFrom } from './days.ts';

/** An obligation as an item of the plan has it, of its own or by pointing to another item. */
export interface Placed {
  readonly item: Item;
  /** The item whose text it is; the item itself where it points to none. */
  readonly origin: Item;
  /** From 1, within the origin. */
  readonly ordinal: number;
  /** With the days of the item that has it. */
  readonly obligation: Obligation;
}

/** Items that a pointer names: those of its time and type, but not its exceptions. */
export function pointsTo({ pointer }: Item, { items }: Campaign): readonly Item[] {
  if (!pointer) return [];
  const { time, type, except } = pointer;
  return items.filter(
    (item) =>
      item.time === time && item.type === type && !except.includes(item.number ?? Number.NaN),
  );
}

/** The items with a text of their own that an item comes down to: itself, or through its pointers. */
export function originsOf(item: Item, campaign: Campaign): readonly Item[] {
  if (!item.pointer) return [item];
  const replaced = new Set(
    campaign.items.filter(({ time }) => time === item.time).flatMap(({ overrides }) => overrides),
  );
  return pointsTo(item, campaign)
    .filter(({ number }) => !replaced.has(number ?? Number.NaN))
    .flatMap((target) => originsOf(target, campaign));
}

/**
 * Every obligation of a campaign where it stands: several of one item are several, and what an item
 * takes over by a pointer is its own, in its own time.
 */
export function placedObligations(campaign: Campaign): Placed[] {
  return campaign.items.flatMap((item) =>
    originsOf(item, campaign).flatMap((origin) =>
      origin.obligations.map((obligation, index) => ({
        item,
        origin,
        ordinal: index + 1,
        obligation: origin === item ? obligation : moved(obligation, origin, item),
      })),
    ),
  );
}

/** An obligation of one item in the time of another: the whole of its time, or as far into it. */
function moved(obligation: Obligation, from: Item, to: Item): Obligation {
  const whole = obligation.from === from.from && obligation.to === from.to;
  const months = monthsFrom(from.from, to.from);
  const day = (value: string): string => {
    const later = addMonths(value, months);
    return later < to.to ? later : to.to;
  };
  return {
    ...obligation,
    from: whole ? to.from : day(obligation.from),
    to: whole ? to.to : day(obligation.to),
    by: obligation.by === null ? null : day(obligation.by),
  };
}
