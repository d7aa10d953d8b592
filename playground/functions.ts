import type { Call } from './call.ts';
import { policyOperations } from './function-policy.ts';
import { ServiceError } from './wire.ts';

/** A function as Lambda knows it; members are written as Lambda's API writes them. */
export interface DeployedFunction {
  readonly arn: string;
  readonly configuration: Record<string, unknown>;
  /** The statements of its resource policy; none means that it has no policy. */
  policy: Record<string, unknown>[];
  /** Absent: nothing was configured for asynchronous invocations. */
  eventInvokeConfig?: Record<string, unknown> | undefined;
  reservedConcurrency?: number | undefined;
  tags: Record<string, string>;
}

const notFound = (what: string): ServiceError => new ServiceError('ResourceNotFoundException', what, 404);

/** Lambda's operations on functions that exist, by name; whichever alias or version is asked for, but for policies. */
export function createFunctions(
  functions: ReadonlyMap<string, DeployedFunction>,
  invoke: (deployed: DeployedFunction, call: Call) => Promise<object>,
) {
  const operations = new Map<string, (deployed: DeployedFunction, input: Call['input']) => object>([
    [
      'GetFunctionConfiguration',
      ({ arn, configuration }) => ({ FunctionArn: arn, FunctionName: nameIn(arn), ...configuration }),
    ],
    ...policyOperations,
    [
      'GetFunctionEventInvokeConfig',
      ({ arn, eventInvokeConfig }) => {
        if (!eventInvokeConfig) throw notFound(`The function ${arn} doesn't have an EventInvokeConfig`);
        return { FunctionArn: `${arn}:$LATEST`, ...eventInvokeConfig };
      },
    ],
    [
      'GetFunctionConcurrency',
      ({ reservedConcurrency: ReservedConcurrentExecutions }) => ({ ReservedConcurrentExecutions }),
    ],
    ['ListTags', ({ tags: Tags }) => ({ Tags })],
  ]);
  return (call: Call): object | Promise<object> => {
    const { FunctionName, Resource } = call.input;
    const run =
      call.operation === 'Invoke'
        ? (deployed: DeployedFunction) => invoke(deployed, call)
        : operations.get(call.operation);
    if (!run)
      throw new ServiceError('UnknownOperationException', `the playground's Lambda has no ${call.operation}`);
    const deployed = functions.get(nameIn(FunctionName ?? Resource));
    if (!deployed) throw notFound(`Function not found: ${FunctionName ?? Resource}`);
    return run(deployed, call.input);
  };
}

/** The name in a function's ARN, or the name itself. */
const nameIn = (name: string): string => name.match(/:function:([^:]+)/)?.[1] ?? name;
