import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Connection, readConnection } from '../../src/verify-message/connection.ts';

const headers = (lines: readonly (readonly [string, string])[]) =>
  lines.map(([name, value]) => ({ name: name.toLowerCase(), value }));

const cases: readonly (readonly [string, readonly (readonly [string, string])[], Connection])[] = [
  [
    'Gmail',
    [
      ['Received', 'by 2002:a05:6504:1 with SMTP id a1; Fri, 20 Mar 2026 07:00:02 -0700 (PDT)'],
      ['Return-Path', '<0102018c@bounce.auth.example.com>'],
      [
        'Received',
        'from a4-5.smtp-out.eu-west-1.amazonses.com (a4-5.smtp-out.eu-west-1.amazonses.com. [54.240.4.5]) by mx.google.com with ESMTPS id 1 for <ana@gmail.com>',
      ],
      [
        'Received-SPF',
        'pass (google.com: domain of 0102018c@bounce.auth.example.com designates 54.240.4.5 as permitted sender) client-ip=54.240.4.5;',
      ],
    ],
    {
      ip: '54.240.4.5',
      ipFrom: 'Received-SPF',
      mailFrom: 'bounce.auth.example.com',
      mailFromFrom: 'Return-Path',
    },
  ],
  [
    'Outlook, whose own hops have public addresses',
    [
      [
        'Received',
        'from AM6PR01MB1.eurprd01.prod.exchangelabs.com (2603:10a6:20b:1::1) by VI1PR01MB1.eurprd01.prod.exchangelabs.com with HTTPS',
      ],
      [
        'Received',
        'from a4-5.smtp-out.eu-west-1.amazonses.com (54.240.4.5) by AM5EUR03FT1.mail.protection.outlook.com (10.152.16.1) with Microsoft SMTP Server',
      ],
    ],
    { ip: '54.240.4.5', ipFrom: 'the Received header of AM5EUR03FT1.mail.protection.outlook.com' },
  ],
  [
    'a server of one’s own, behind a filter in the same house',
    [
      ['Received', 'from filter.corp (filter.corp [10.1.2.3]) by imap.corp with LMTP'],
      ['Received', 'from [203.0.113.9] (helo=[192.0.2.1]) by filter.corp with esmtps'],
      ['Return-Path', '<>'],
    ],
    { ip: '203.0.113.9', ipFrom: 'the Received header of filter.corp' },
  ],
  [
    'one that writes IPv6 as RFC 5321 has it',
    [
      [
        'Received',
        'from mail.example.org (mail.example.org [IPv6:2001:db8::25]) by mx.example.com with ESMTP',
      ],
    ],
    { ip: '2001:db8::25', ipFrom: 'the Received header of mx.example.com' },
  ],
  [
    'one that says nothing of its neighbours',
    [
      ['Received', 'by mx.example.com with ESMTP; Fri, 20 Mar 2026 14:00:01 +0000'],
      ['Received-SPF', 'none (no record) receiver=mx.example.com; envelope-from="x@bounce.example.com";'],
    ],
    { mailFrom: 'bounce.example.com', mailFromFrom: 'Received-SPF' },
  ],
];

describe('the connection that a mail came by', () => {
  test.each(cases)('is read as %s writes it', (_, lines, connection) => {
    expect(readConnection(headers(lines))).toEqual(connection);
  });

  test('is read off anything at all, and then is an address or nothing', () => {
    const name = fc.constantFrom('received', 'received-spf', 'return-path', 'x');
    const piece = fc.constantFrom(
      'from ',
      ' by ',
      '[',
      ']',
      '(',
      ')',
      '10.0.0.1',
      '54.240.4.5',
      '::1',
      'IPv6:',
      'a@b.c',
      'client-ip=',
      ';',
      ' ',
    );
    const value = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ name, value })), (lines) => {
        const { ip = '54.240.4.5', mailFrom = 'b.c' } = readConnection(lines);
        expect(ip).toMatch(/^[\da-f.:]+$/i);
        expect(mailFrom).toMatch(/^[\w.-]+$/);
      }),
    );
  });
});
