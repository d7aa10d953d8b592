/** A function, or one of its aliases, as an ARN names it. */
export interface FunctionName {
  readonly region: string;
  /** The function's own ARN. */
  readonly arn: string;
  /** The alias, where the ARN names one. */
  readonly qualifier?: string;
}

/** @returns Nothing for a text that is not the ARN of a function. */
export function parseFunctionArn(text: string): FunctionName | undefined {
  const { arn, region, qualifier } =
    text.match(
      /^(?<arn>arn:[\w-]+:lambda:(?<region>[a-z\d-]+):\d{12}:function:[\w-]+)(?::(?<qualifier>[\w$-]+))?$/,
    )?.groups ?? {};
  return arn === undefined || region === undefined
    ? undefined
    : { arn, region, ...(qualifier !== undefined && { qualifier }) };
}
