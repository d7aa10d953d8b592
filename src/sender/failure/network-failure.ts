/** A connection that failed, other than by being slow. */
export interface NetworkFailure {
  /** Node's or OpenSSL's code. */
  readonly code: string;
  /** Which host it was about, with its port; undefined where Node does not say. */
  readonly host?: string;
}

/**
 * Codes of connections: the system's, the HTTP parser's, TLS's and certificates'. Node's other `ERR_` codes are about
 * programs (a missing module, a wrong argument). Node.js docs: "Errors", "Common system errors"; OpenSSL docs:
 * "X509_verify_cert_error_string".
 */
const networkCode =
  /^(ECONN\w+|EPIPE|EPROTO|ENOTFOUND|EAI_\w+|EHOST\w+|ENET\w+|EADDRNOTAVAIL|HPE_\w+|ERR_SSL_\w+|ERR_TLS_(CERT_ALTNAME_INVALID|HANDSHAKE_TIMEOUT)|ERR_SOCKET_(CLOSED|CLOSED_BEFORE_CONNECTION|CONNECTION_TIMEOUT)|ERR_STREAM_PREMATURE_CLOSE|CERT_\w+|\w+_CERT(IFICATE)?(_\w+)?|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)$/;

/** @returns Undefined for an error that is not a failed connection: time-outs, and what a service has answered. */
export function networkFailure(error: Error): NetworkFailure | undefined {
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  // A service that answered may call its error anything.
  if ($metadata?.httpStatusCode !== undefined) return undefined;
  if (typeof code !== 'string' || !networkCode.test(code)) return undefined;
  // Of a host with several addresses, Node tells each one's error.
  const [first] = error instanceof AggregateError ? error.errors : [];
  const host = hostOf(error) ?? hostOf(first);
  return { code, ...(host !== undefined && { host }) };
}

function hostOf(error: unknown): string | undefined {
  const { hostname, address, port } = Object(error) as Readonly<Record<string, unknown>>;
  const host = [hostname, address].find(
    (name): name is string => typeof name === 'string' && /^[\w.:-]{1,253}$/.test(name),
  );
  return host !== undefined && typeof port === 'number' ? `${host} port ${port}` : host;
}
