import { Mistake } from '../mistake.ts';
import type { Installation } from './installation.ts';

/**
 * The mistake that nothing says which thing is meant. Mostly the function's settings would have said it: where they could
 * not be read, that is told first, for it may be the function's name that is wrong.
 *
 * @param what As in "which key encrypts the codes".
 * @param option What names it at the command line, as in "--kms-key-arn ARN".
 */
export function unsaid(
  { functionArn, function: described }: Pick<Installation, 'functionArn' | 'function'>,
  { what, option }: { readonly what: string; readonly option: string },
): Mistake {
  if (functionArn === undefined || described.state === 'known')
    return new Mistake(`Nothing says ${what}.`, `Name it: ${option}.`);
  if (described.state === 'absent') {
    return new Mistake(
      `There is no function ${functionArn}, and nothing else says ${what}.`,
      `Name another function: --function-arn ARN. Or name it: ${option}.`,
    );
  }
  return new Mistake(
    `The settings of the function could not be read, and nothing else says ${what}: ${described.why}`,
    described.state === 'denied'
      ? `Ask for lambda:GetFunctionConfiguration. Or name it: ${option}.`
      : `Try again. Or name it: ${option}.`,
  );
}
