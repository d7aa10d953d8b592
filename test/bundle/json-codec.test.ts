import { SendEmailRequest$, SendEmailResponse$ } from '@aws-sdk/client-sesv2';
import { expect, test } from '@jest/globals';
import { JsonCodec2 } from '@smithy/core/protocols';
import fc from 'fast-check';
import { JsonCodec2 as Replacement } from '../../src/bundle/json-codec.ts';
import { anyCharacter } from '../support/any-character.ts';

const settings = {
  timestampFormat: { useTrait: true, default: 7 as const },
  httpBindings: true,
  jsonName: true,
};
const text = fc.string({ unit: anyCharacter });

function written(codec: JsonCodec2 | Replacement, input: object): string {
  const serializer = codec.createSerializer();
  serializer.write(SendEmailRequest$, input);
  const json: string | Uint8Array = serializer.flush();
  return typeof json === 'string' ? json : new TextDecoder().decode(json);
}

test('an email is written just as the SDK’s newer codec writes it, whatever it holds', () => {
  fc.assert(
    fc.property(text, text, text, fc.array(text), (Data, Name, Value, ToAddresses) => {
      const input = {
        Destination: { ToAddresses },
        EmailTags: [{ Name, Value }],
        ReplyToAddresses: undefined,
        Content: { Simple: { Subject: { Data }, Body: { Html: { Data, Charset: 'UTF-8' } } } },
      };
      expect(written(new Replacement(settings), input)).toBe(written(new JsonCodec2(settings), input));
    }),
  );
});

test('an answer is read just as the newer codec reads it', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.jsonValue(), async (MessageId, more) => {
      const answer = JSON.stringify({ MessageId, more });
      const read = (codec: JsonCodec2 | Replacement) =>
        codec.createDeserializer().read(SendEmailResponse$, answer);
      expect(await read(new Replacement(settings))).toEqual(await read(new JsonCodec2(settings)));
    }),
  );
});
