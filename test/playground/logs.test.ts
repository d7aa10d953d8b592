import { expect, test } from '@jest/globals';
import type { Call } from '../../playground/call.ts';
import { createLogs } from '../../playground/logs.ts';

test('a period of the log has both its ends, as CloudWatch’s has', () => {
  const lines = [1, 2, 3, 4].map((timestamp) => ({ timestamp, message: '{}' }));
  const logs = createLogs(new Map([['group', lines]]));
  const input = { logGroupName: 'group', startTime: 2, endTime: 3 };
  expect(logs({ operation: 'FilterLogEvents', input } as unknown as Call)).toMatchObject({
    events: [{ timestamp: 2 }, { timestamp: 3 }],
  });
});
