/** Something that whoever runs a command can put right: its message alone is shown, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
