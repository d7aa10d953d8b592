/** This tool as whoever reads this has called it: from npm, or by the script of a clone. */
export const self =
  process.env['npm_lifecycle_event'] === 'cli' ? 'npm run cli --' : 'npx cognito-email-sender';
