/**
 * Replaces the SDK's `loadSharedConfigFiles`: Lambda has no `~/.aws`, and looking for it starts the
 * file system's threads while a user waits. Environment variables are read as ever.
 */
export const loadSharedConfigFiles = async (): Promise<{ configFile: object; credentialsFile: object }> => ({
  configFile: {},
  credentialsFile: {},
});
