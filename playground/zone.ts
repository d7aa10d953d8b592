import type { Zone } from './dns.ts';
import { homeRegion } from './fixtures.ts';

export const fromDomain = 'auth.example.com';
export const mailFromDomain = `bounce-${homeRegion}.${fromDomain}`;
export const dkimTokens = [
  'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6',
  'b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6',
  'c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6',
] as const;
export const signingHostedZone = 'dkim.amazonses.com';

/** The public half of an RSA key whose private half is not kept: nothing is ever signed with it. 2,048 bits. */
const dkimKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxws0Kid7GnZxcgB1tu9jhE0Gztrlf0DFsUbZtzjtZ395umK/KcYMel5U7qUzp4BLtgxQcZstkZDPORFW64pbLzgnoZvScU0Ds2zLVBJodYuwiDCJLTCSrWMUBLs27601rjns71tXh7xAlcYmtts28ETOrcWOHTFpKNZBnooDG0Zy6NtpHgs3PJ1ecF3YmGgxGjEwJ3Q9591bu98CnUNqj0H0/T1KSmhXQ+E6S48gw/iAGpzxHjWUv4a5iNerlDt6JpNrrVWfku0tSdLUfZY62qYx0I2k3i0uF49aB19DM8cDlqVxHh2CqL10cuhyiORUZxL8Ex+VPaSVa0faSZqcPQIDAQAB';

/** What the world sees of the sample domain: all the records that template.yaml makes, and SES's own behind them. */
export const createZone = (): Zone =>
  new Map([
    ...dkimTokens.flatMap((token): [string, string[]][] => [
      [`${token}._domainkey.${fromDomain} CNAME`, [`${token}.${signingHostedZone}`]],
      [`${token}.${signingHostedZone} TXT`, [`p=${dkimKey}`]],
    ]),
    [`${mailFromDomain} MX`, [`10 feedback-smtp.${homeRegion}.amazonses.com`]],
    [`${mailFromDomain} TXT`, ['v=spf1 include:amazonses.com ~all']],
    [`_dmarc.${fromDomain} TXT`, ['v=DMARC1; p=none;']],
    // From Amazon's own record, shortened. RFC 5737's addresses would do as well.
    ['amazonses.com TXT', ['v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all']],
  ]);
