import type { Call } from './call.ts';
import { readFilterPattern } from './filter-pattern.ts';
import { ServiceError } from './wire.ts';

/** A line of a log group. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

export type LogGroups = ReadonlyMap<string, readonly LogEvent[]>;

/** As many as one answer holds; CloudWatch's own limit is 10,000. */
const pageSize = 50;

/** CloudWatch Logs: log groups by name, each with its lines, oldest first. */
export function createLogs(groups: LogGroups) {
  return ({ operation, input }: Call): object => {
    if (operation !== 'FilterLogEvents') {
      throw new ServiceError(
        'UnknownOperationException',
        `the playground's CloudWatch Logs has no ${operation}`,
      );
    }
    const {
      logGroupName,
      startTime = 0,
      endTime = Number.POSITIVE_INFINITY,
      filterPattern = '',
      nextToken = '0',
    } = input;
    const lines = groups.get(logGroupName);
    if (!lines)
      throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
    const matches = readFilterPattern(filterPattern);
    // Both ends count. AWS docs, FilterLogEvents: "Events with a timestamp later than this time are not returned."
    const found = lines.filter(
      ({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && matches(message),
    );
    const end = Number(nextToken) + pageSize;
    return {
      events: found.slice(Number(nextToken), end).map((event, index) => ({
        ...event,
        eventId: `${nextToken}-${index}`,
        logStreamName: 'stream',
        ingestionTime: event.timestamp,
      })),
      ...(end < found.length && { nextToken: String(end) }),
    };
  };
}
