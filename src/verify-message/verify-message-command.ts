import type { Command } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { VerifyOptions } from './verify-message.ts';

export function addVerifyMessage(program: Command): void {
  addVerb<VerifyOptions>(program, 'verify-message', {
    summary: 'says whether a received mail’s DKIM, SPF and DMARC pass, and for its From domain',
    description:
      'Judges a mail as the server that received it would: save it with all its headers (“show original”, “save as .eml”) from the inbox it arrived in. DNS is asked, AWS is not. SPF depends on the server that handed the mail over, which a file tells only in its headers: what cannot be known is said.',
    examples: [
      ['code.eml', 'a mail that lies in the spam folder'],
      ['code.eml --dns 1.1.1.1', 'as the world sees your DNS, not your office'],
      [
        'code.eml --ip 54.240.4.5 --mail-from bounce-eu-west-1.auth.example.com',
        'what the headers do not say',
      ],
    ],
    options: (command) =>
      command
        .argument('<file>', 'the mail, as it was received')
        .option('--dns <server>', 'the name server to ask: an address, with a port if need be')
        .option('--ip <address>', 'the server that handed the mail over')
        .option('--mail-from <domain>', 'the domain of its envelope sender (Return-Path)'),
    offline: () => true,
    load: async () => (await import('./verify-message.ts')).verifyMessage,
  });
}
