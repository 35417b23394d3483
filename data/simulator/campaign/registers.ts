import { lastDay } from '../calendar.ts';
import { SCHOOLS } from '../exposures.ts';
import type { UnitLog } from './unit-log.ts';

/** Buses, security standards and titles: sent at first, and in some months anew. */
export function logRegisters(log: UnitLog, first: boolean): void {
  const { random, unit, month } = log;
  const buses = Number(unit.register['school_buses'] ?? 0);
  if (buses > 0 && (first || [3, 9].includes(log.number)))
    for (let bus = 1; bus <= Math.min(buses, 8); bus++)
      log.add(
        'bus',
        {
          plate_number: `云${unit.code}-${bus}`,
          registered_on: log.day(),
          permit_until: lastDay(month) + random.integer(60, 500),
          annual_check_until: lastDay(month) + random.integer(10, 360),
          gps_linked: random.chance(0.97),
          attendant: random.chance(0.95),
          cameras: random.integer(2, 6),
          violations: random.poisson(0.2),
          dedicated: random.chance(0.9),
          exit_on: null,
        },
        0.98,
      );
  if (!SCHOOLS.has(unit.kind) && unit.kind !== 'kindergarten') return;
  if (first || [3, 5, 9, 11].includes(log.number)) {
    const guards = 2 + Math.floor(Number(unit.register['students'] ?? 0) / 600);
    const right = () => random.chance(0.85 + 0.14 * unit.behaviour.diligence);
    log.add('security_standard', {
      guards_needed: guards,
      guards_full_time: right() ? guards : guards - 1,
      campus_closed: right(),
      barriers: right(),
      alarm_linked: right(),
      video_linked: right(),
      intrusion_system: right(),
      access_system: right(),
      patrol_system: right(),
      fire_control_certificates: random.integer(0, 3),
    });
  }
  if (first || log.number === 11)
    log.add('safe_campus', {
      title_level: random.weighted(
        ['district', 'city', 'province'],
        (level) => ({ district: 6, city: 3, province: 1 })[level] ?? 1,
      ),
      title_state: random.weighted(
        ['held', 'rechecked', 'applied', 'revoked'],
        (state) => ({ held: 6, rechecked: 3, applied: 2, revoked: 0.3 })[state] ?? 1,
      ),
      decided_on: log.day(),
    });
}
