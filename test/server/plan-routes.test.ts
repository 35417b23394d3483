import { expect, test } from 'vitest';
import { fakeActions } from './access/fake-actions.ts';
import { tinyServer } from './tiny-server.ts';

const OWN = { host: '127.0.0.1', 'x-xiaoan': '1', 'accept-language': 'en' };
const MOVE = {
  plan: 'p',
  unit_code: 'U1',
  date: '2026-11-02',
  team: '一组',
  by: '王',
  reason: 'exam',
  note: null,
  trial: true,
  to_team: '一组',
};

test('a visit is moved to a day that there is, and to no other', async () => {
  const { plans } = fakeActions();
  const { server } = await tinyServer({ plans });
  const move = (to_date: string) =>
    server.inject({
      method: 'POST',
      url: '/api/plan/move?lang=en',
      headers: OWN,
      payload: { ...MOVE, to_date },
    });
  expect((await move('2026-11-30')).json()).toMatchObject({ error: { code: 'reached' } });
  for (const none of ['2026-11-31', '2026-02-29', '2026-13-01', 'monday'])
    expect((await move(none)).json(), none).toMatchObject({
      error: { code: 'bad_field', where: { column: 'to_date' } },
    });
});
