/** Whether a text is the ARN of a key; not an id, and not an alias, by which a function would find no key. */
export const isKeyArn = (text: string): boolean => /^arn:[\w-]+:kms:[a-z\d-]+:\d{12}:key\/[\w-]+$/.test(text);
