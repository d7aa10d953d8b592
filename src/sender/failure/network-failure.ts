/** A connection that failed, other than by being slow: Node's or OpenSSL's code, and which host it was about. */
export interface NetworkFailure {
  readonly code: string;
  /** A sentence for the log; undefined where Node does not say which host it was. */
  readonly detail?: string;
}

/**
 * Codes of connections: the system's, the HTTP parser's, TLS's and certificates'. Node's other `ERR_` codes are about
 * programs (a missing module, a wrong argument). Node.js docs: "Errors", "Common system errors" and "OpenSSL errors".
 */
const networkCode =
  /^(ECONN\w+|EPIPE|EPROTO|ENOTFOUND|EAI_\w+|EHOST\w+|ENET\w+|EADDRNOTAVAIL|HPE_\w+|ERR_(SSL|TLS|SOCKET|HTTP2)_\w+|ERR_STREAM_PREMATURE_CLOSE|CERT_\w+|\w+_CERT(IFICATE)?(_\w+)?|UNABLE_TO_\w+|HOSTNAME_MISMATCH)$/;

/** @returns Undefined for an error that is not a failed connection, time-outs included. */
export function networkFailure(error: Error): NetworkFailure | undefined {
  const { code, hostname, address, port } = error as Error & Readonly<Record<string, unknown>>;
  if (typeof code !== 'string' || !networkCode.test(code)) return undefined;
  const host = [hostname, address].find(
    (name): name is string => typeof name === 'string' && /^[\w.:-]{1,253}$/.test(name),
  );
  const where = host === undefined ? undefined : typeof port === 'number' ? `${host} port ${port}` : host;
  return { code, ...(where !== undefined && { detail: `the connection to ${where} failed` }) };
}
