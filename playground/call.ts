export type Service =
  | 'kms'
  | 'ses'
  | 'cognito'
  | 'sqs'
  | 'sns'
  | 'lambda'
  | 'cloudformation'
  | 'logs'
  | 'cloudwatch';

/** One call of an AWS service, whatever protocol it came by. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  /** The Region that the client was made for. */
  readonly region: string;
  /** The operation's members as the API reference names them; blobs in base64. */
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is for each operation to say.
  readonly input: any;
}
