import type { Call } from './call.ts';
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
    const matches = matcherOf(filterPattern);
    const found = lines.filter(
      ({ timestamp, message }) => timestamp >= startTime && timestamp < endTime && matches(message),
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

/**
 * As much of CloudWatch's filter patterns as the tools write: `{ $.a = "x" && $.b != "y*" }`, or words that all occur,
 * in double quotes where they are more than one word.
 */
function matcherOf(pattern: string): (message: string) => boolean {
  const selector = pattern.match(/^\s*\{(.*)\}\s*$/s)?.[1];
  if (selector === undefined) {
    const terms = [...pattern.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    return (message) => terms.every((term) => message.includes(term));
  }
  const conditions = selector.split('&&').map((text) => {
    const [, path, operator, wanted] = text.match(/^\s*\$\.(\w+)\s*(=|!=)\s*"([^"]*)"\s*$/) ?? [];
    if (path === undefined || wanted === undefined) {
      throw new ServiceError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);
    }
    const likeness = new RegExp(`^${wanted.split('*').map(literal).join('.*')}$`, 's');
    return (line: Record<string, unknown>) => likeness.test(String(line[path])) === (operator === '=');
  });
  return (message) => {
    const line = readJson(message);
    return line !== undefined && conditions.every((holds) => holds(line));
  };
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
