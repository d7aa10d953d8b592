import { createServer } from 'node:http';
import { portOf } from '../../playground/wire.ts';
import type { Answer, Answers } from './answers.ts';

/** A request as it came over the wire. */
export interface SeenRequest {
  readonly line: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** A server that answers from a script. */
export interface ScriptedServer {
  readonly url: string;
  /** Starts a new script, and forgets the requests of the last. */
  readonly script: (answers: Answers | ((body: Buffer) => Answer), date: Date) => void;
  readonly requests: readonly SeenRequest[];
  /** Aborts when the script's first request has arrived. */
  readonly arrived: () => AbortSignal;
  readonly close: () => void;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  let answerTo: (body: Buffer) => Answer = () => ({ status: 500 });
  let date = '';
  let arrival = new AbortController();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    // The case of a header's name is no part of what it says.
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
    const line = `${request.method} ${request.url}`;
    requests.push({ line, headers: headers.sort(), body: content.toString('latin1') });
    const { status, headers: given = {}, body, raw, reset, silent } = answerTo(content);
    arrival.abort();
    if (silent) return;
    if (raw === undefined) {
      // No connection outlives its answer: each call has a client of its own.
      response.writeHead(status, { ...given, date, connection: 'close' }).end(body);
      return;
    }
    const { socket } = request;
    if (reset) socket.write(raw, () => socket.resetAndDestroy());
    else socket.end(raw);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    requests,
    arrived: () => arrival.signal,
    script(answers, now) {
      requests.length = 0;
      arrival = new AbortController();
      date = now.toUTCString();
      let next = 0;
      answerTo =
        typeof answers === 'function'
          ? answers
          : () => {
              const answer = answers[next] ?? answers[0];
              next = Math.min(next + 1, answers.length - 1);
              return answer;
            };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
