import { isIP } from 'node:net';
import type { ExitCode, Result, VerbContext } from '../cli/verb-context.ts';
import { Mistake } from '../mistake.ts';
import { createResolver } from '../setup/facts/dns/resolver.ts';
import type { Finding } from '../setup/finding.ts';
import { printFindings } from '../setup/print-findings.ts';
import { authenticate } from './authenticate.ts';
import { type Connection, readConnection } from './connection.ts';
import { judge } from './judge.ts';
import { readMessage } from './read-message.ts';

export interface VerifyOptions {
  readonly file: string;
  readonly dns?: string;
  readonly ip?: string;
  readonly mailFrom?: string;
}

/** `verify-message`: whether a received mail’s DKIM, SPF and DMARC pass, and for its From domain. */
export async function verifyMessage(
  { terminal, playgroundDns }: VerbContext,
  { file, dns, ...said }: VerifyOptions,
): Promise<Result> {
  const message = readMessage(file);
  const connection = { ...readConnection(message.headers), ...readSaid(said) };
  const authentication = await authenticate(message, connection, {
    resolver: createResolver(dns ?? playgroundDns),
  });
  const findings = judge(authentication, connection);
  const exitCode = exitCodeOf(findings);
  const { ip, mailFrom } = connection;
  return {
    json: {
      exitCode,
      fromDomain: authentication.fromDomain ?? null,
      ip: ip ?? null,
      mailFrom: mailFrom ?? null,
      findings,
    },
    // What is well is an answer here as well.
    lines: printFindings(findings, { ...terminal, verbose: true }),
    exitCode,
  };
}

/** @throws {Mistake} for what is no address, or no domain. */
function readSaid({ ip, mailFrom }: Pick<VerifyOptions, 'ip' | 'mailFrom'>): Connection {
  if (ip !== undefined && isIP(ip) === 0) {
    throw new Mistake(`--ip is ${ip}, which is no IP address.`, 'Give one such as 54.240.4.5.');
  }
  const domain = mailFrom?.slice(mailFrom.lastIndexOf('@') + 1).toLowerCase();
  if (domain !== undefined && !/^([\w-]+\.)+[a-z][\w-]*$/.test(domain)) {
    throw new Mistake(
      `--mail-from is ${mailFrom}, which is no domain.`,
      'Give one such as bounce.example.com.',
    );
  }
  return {
    ...(ip !== undefined && { ip, ipFrom: '--ip' }),
    ...(domain !== undefined && { mailFrom: domain, mailFromFrom: '--mail-from' }),
  };
}

/** Problems count before what could not be looked at: they are certain. */
function exitCodeOf(findings: readonly Finding[]): ExitCode {
  if (findings.some(({ level }) => level === 'problem')) return 1;
  return findings.some(({ level }) => level === 'unknown') ? 2 : 0;
}
