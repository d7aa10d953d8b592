import { Socket } from 'node:net';
import { createPreconnectingAgent, type PreconnectingAgent } from '../aws/preconnect.ts';
import { rehearsalDataKey, rehearsalKeyArn } from './rehearsal-event.ts';

/** The sender's own agent, whose every connection leads to a KMS and an SES in memory. */
export function rehearsalAgent(): PreconnectingAgent {
  const agent = createPreconnectingAgent();
  agent.createConnection = () => new AnsweringConnection();
  return agent;
}

/**
 * Answers a request once all of it has been written. A `Socket`, since whatever Node's HTTP client asks for that isn't
 * there would throw where nobody catches, and no function would start.
 */
class AnsweringConnection extends Socket {
  #request = '';

  override _read(): void {
    // Pushed as requests come.
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    this._writev([{ chunk, encoding }], done);
  }

  override _writev(
    chunks: { readonly chunk: Buffer | string; readonly encoding: BufferEncoding }[],
    done: () => void,
  ): void {
    for (const { chunk, encoding } of chunks)
      this.#request += (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk).toString('latin1');
    const [head = '', body] = this.#request.split('\r\n\r\n', 2);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (body !== undefined && body.length >= length) {
      this.#request = '';
      this.push(answerTo(head));
    }
    done();
  }
}

function answerTo(head: string): string {
  const answer = head.includes('TrentService.Decrypt')
    ? { KeyId: rehearsalKeyArn, Plaintext: rehearsalDataKey, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
    : { MessageId: 'rehearsal' };
  const body = JSON.stringify(answer);
  return `HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}
