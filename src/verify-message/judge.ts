import type { Finding } from '../setup/finding.ts';
import type { Authentication } from './authenticate.ts';
import type { Connection } from './connection.ts';
import { dkimFindings } from './judge-dkim.ts';
import { dmarcFinding } from './judge-dmarc.ts';
import { spfFinding } from './judge-spf.ts';

/** What is said of a mail: one finding a signature, one for SPF, one for DMARC. */
export function judge(authentication: Authentication, connection: Connection): Finding[] {
  return [
    ...dkimFindings(authentication),
    spfFinding(authentication, connection),
    dmarcFinding(authentication),
  ];
}
