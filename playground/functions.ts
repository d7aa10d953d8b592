import type { Call } from './protocols.ts';
import { ServiceError } from './wire.ts';

/** A function as Lambda knows it; members are written as Lambda's API writes them. */
export interface DeployedFunction {
  readonly arn: string;
  readonly configuration: Record<string, unknown>;
}

/** Lambda's operations on functions that exist, by name; whichever alias or version is asked for. */
export function createFunctions(functions: ReadonlyMap<string, DeployedFunction>) {
  const operations = new Map<string, (deployed: DeployedFunction) => object>([
    [
      'GetFunctionConfiguration',
      ({ arn, configuration }) => ({ FunctionArn: arn, FunctionName: nameIn(arn), ...configuration }),
    ],
  ]);
  return ({ operation, input: { FunctionName } }: Call): object => {
    const run = operations.get(operation);
    if (!run)
      throw new ServiceError('UnknownOperationException', `the playground's Lambda has no ${operation}`);
    const deployed = functions.get(nameIn(FunctionName));
    if (!deployed)
      throw new ServiceError('ResourceNotFoundException', `Function not found: ${FunctionName}`, 404);
    return run(deployed);
  };
}

/** The name in a function's ARN, or the name itself. */
const nameIn = (name: string): string => name.match(/:function:([^:]+)/)?.[1] ?? name;
