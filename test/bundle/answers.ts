/** What a service may answer, from whole to nonsense: each is tried on every call. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** What is written to the connection instead, before it is ended or reset. */
  readonly raw?: string;
  readonly reset?: boolean;
  /** Whether nothing is answered at all. */
  readonly silent?: boolean;
}

/** The requests of one call may be answered differently: the last answer holds for all that follow. */
export type Answers = readonly [Answer, ...Answer[]];

const json = { 'content-type': 'application/json' };
const named = (name: string) => ({ ...json, 'x-amzn-errortype': name });
const text = (body: unknown): string => JSON.stringify(body);

/** Bodies that are no answer of the service's. */
const strangeBodies: readonly (string | Uint8Array)[] = [
  '',
  ' ',
  'null',
  '[]',
  '"text"',
  '5',
  '{',
  '{"message":',
  '{"a":1}{"b":2}',
  '{"a":NaN}',
  "{'a':1}",
  '\uFEFF{}',
  '{"constructor":null,"toString":1}',
  '<html><body>502 Bad Gateway</body></html>',
  '<?xml version="1.0"?><a>&lt;b&gt;</a>',
  '<a><b></a>',
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  'x'.repeat(70_000),
];

/** One error in every shape in which services have written errors. */
const errorShapes = (name: string): readonly Answer[] => [
  { status: 400, headers: named(name), body: text({ message: 'a ü \u2028 "text"' }) },
  { status: 400, headers: named(`${name}:http://internal.amazon.com/coral/com.amazon/`), body: '{}' },
  { status: 400, headers: json, body: text({ __type: `com.amazonaws.service#${name}`, message: 'text' }) },
  { status: 400, headers: json, body: text({ __type: name, Message: 'text', RetryAfterSeconds: 5 }) },
  { status: 400, headers: json, body: text({ code: name, message: null }) },
  { status: 400, headers: json, body: text({ Code: name, message: { nested: [1, '2'] } }) },
  { status: 400, headers: named('AnotherException'), body: text({ __type: name, message: 5 }) },
  {
    status: 400,
    headers: { ...json, 'x-amzn-query-error': `${name};Sender` },
    body: text({ message: 'text' }),
  },
  {
    status: 400,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${name}</Code><Message>a &lt;ü&gt; text</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  },
  {
    status: 400,
    headers: { 'content-type': 'text/xml' },
    body: `<Response><Errors><Error><Code>${name}</Code><Message/></Error></Errors></Response>`,
  },
];

/** What every call is answered with, and what its own errors are, by name. */
export const strangeAnswers = (errors: readonly string[]): readonly Answers[] => [
  ...[200, 400].flatMap((status) => strangeBodies.map((body): Answers => [{ status, headers: json, body }])),
  ...[401, 403, 503].map((status): Answers => [{ status, body: '<html><body>Forbidden</body></html>' }]),
  ...[201, 204, 301, 401, 404, 408, 413, 429, 500, 502, 504].map((status): Answers => [{ status }]),
  ...[
    'AccessDeniedException',
    'ThrottlingException',
    'ExpiredTokenException',
    'SomethingNewException',
    '',
    '#:;',
  ]
    .flatMap(errorShapes)
    .map((answer): Answers => [answer]),
  ...errors.map(
    (name, index): Answers =>
      index % 2 === 0
        ? [
            {
              status: 400,
              headers: named(name),
              body: text({ message: 'text', reason: 'r', Type: 'Sender' }),
            },
          ]
        : [{ status: 409, headers: json, body: text({ __type: `ns#${name}`, Message: 'text' }) }],
  ),
  [{ status: 0, raw: '', reset: true }],
  [{ status: 0, raw: '' }],
  [{ status: 0, raw: 'no HTTP at all\r\n\r\n' }],
  [{ status: 0, raw: 'HTTP/1.1 200 OK\r\nContent-Le' }],
  [{ status: 0, raw: 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":', reset: true }],
  [{ status: 0, raw: 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":' }],
  [{ status: 0, raw: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":', reset: true }],
  [{ status: 0, raw: 'HTTP/1.1 400 Bad Request\r\ncontent-length: 9\r\n\r\n{}' }],
];

/** Failures that are tried again, before an answer that is one. */
export const passingFailures: readonly Answer[] = [
  { status: 503 },
  { status: 500, headers: named('InternalError'), body: '{}' },
  { status: 429, headers: { ...named('TooManyRequestsException'), 'retry-after': '0' }, body: '{}' },
  { status: 400, headers: named('ThrottlingException'), body: text({ message: 'Rate exceeded' }) },
  { status: 0, raw: '', reset: true },
  { status: 0, raw: 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{', reset: true },
];
