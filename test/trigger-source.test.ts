import { describe, expect, test } from '@jest/globals';
import { isTriggerSource, stem, triggerSources } from '../src/trigger-source.ts';

describe('a trigger source', () => {
  test.each(triggerSources)('%s is known, and its stem is its name in kebab-case', (source) => {
    expect(isTriggerSource(source)).toBe(true);
    const kebab = source
      .replace('CustomEmailSender_', '')
      .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
      .toLowerCase();
    expect(stem(source)).toBe(kebab);
  });

  test.each(['toString', '__proto__', 'CustomEmailSender_Ninth', '', null, 8])('%p is not one', (value) => {
    expect(isTriggerSource(value)).toBe(false);
  });
});
