/**
 * Does something that cannot be taken back by breaking it off. Should the process end meanwhile (a second Ctrl-C), it says
 * on standard error that this was under way.
 *
 * @param doing What is being done, after "while".
 * @param seeWith The command that shows what came of it.
 */
export async function underWay<T>(
  doing: string,
  seeWith: string,
  { work }: { readonly work: () => Promise<T> },
): Promise<T> {
  const tell = (): void => {
    process.stderr.write(
      `Cut off while ${doing}: whether that was done is not known. See with: ${seeWith}\n`,
    );
  };
  process.once('exit', tell);
  try {
    return await work();
  } finally {
    process.off('exit', tell);
  }
}
