import { Mistake } from '../mistake.ts';

/**
 * @param userPoolId As a person has given it.
 * @returns The Region that its id begins with: the pool's own, though replicas elsewhere have the same id.
 * @throws {Mistake} for what is no id of a pool.
 */
export function regionOfUserPool(userPoolId: string): string {
  const region = userPoolId.match(/^([a-z]{2,4}(?:-[a-z]+)+-\d)_[\dA-Za-z]+$/)?.[1];
  if (region === undefined) {
    throw new Mistake(`${userPoolId} is not a user pool's id.`, 'It looks like eu-west-1_AbCdEfGhI.');
  }
  return region;
}
