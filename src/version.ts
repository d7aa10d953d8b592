/** The version of this project. `npm version` writes it here and into template.yaml (src/release/set-version.ts). */
export const version = '0.1.0';
