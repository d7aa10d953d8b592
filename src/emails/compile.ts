export async function compileEmails(): Promise<void> {}
