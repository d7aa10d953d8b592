/** Below this many megabytes, what V8's compilers take is missed elsewhere. */
const small = 256;

/**
 * Lets V8 do without its mid-tier compiler, Maglev, in a small function: compiling takes it about 25 MB, a quarter of
 * such a function's all, and gains a tenth of the CPU time of an email. To be called once everything is loaded, since
 * Node's own modules come from a cache that holds for one set of flags.
 */
export function disableMaglev({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE }: NodeJS.ProcessEnv): void {
  // Not imported, since it is not needed anywhere else.
  if (Number(AWS_LAMBDA_FUNCTION_MEMORY_SIZE) < small)
    process.getBuiltinModule('node:v8').setFlagsFromString('--no-maglev');
}
