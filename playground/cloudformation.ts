import type { Call } from './call.ts';
import { ServiceError } from './wire.ts';

/** A deployed stack: what it was asked, and what it made. */
export interface Stack {
  readonly parameters: Record<string, string>;
  readonly outputs: Record<string, string>;
}

/** The stacks of the account, by name, whichever Region is asked. */
export function createCloudFormation(stacks: ReadonlyMap<string, Stack>) {
  return ({ operation, input: { StackName } }: Call): object => {
    if (operation !== 'DescribeStacks') {
      throw new ServiceError('InvalidAction', `the playground's CloudFormation has no ${operation}`);
    }
    const stack = stacks.get(StackName);
    if (!stack) throw new ServiceError('ValidationError', `Stack with id ${StackName} does not exist`);
    return {
      Stacks: [
        {
          StackName,
          StackStatus: 'UPDATE_COMPLETE',
          CreationTime: '2026-01-05T09:00:00.000Z',
          Parameters: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
            ParameterKey,
            ParameterValue,
          })),
          Outputs: Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({
            OutputKey,
            OutputValue,
          })),
        },
      ],
    };
  };
}
