import {
  createTCPServer,
  createUDPServer,
  type DnsHandler,
  Packet,
  type TCPServer,
  type UDPServer,
} from 'dns2';
import { portOf } from './wire.ts';

/**
 * DNS records by `name TYPE`, as in `_dmarc.example.com TXT`: TXT texts, MX as `10 mail.example.com`, CNAME and A values.
 * `SERVFAIL` in place of the records is a name server that fails; `SILENCE` one that does not answer.
 */
export type Zone = Map<string, readonly string[] | 'SERVFAIL' | 'SILENCE'>;

export interface DnsServer {
  /** `address:port`, as a resolver takes it. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Answers from the zone over UDP and TCP, on one free port of loopback; follows CNAMEs as a resolver does. */
export async function startDns(zone: Zone): Promise<DnsServer> {
  const answer: DnsHandler = (request, send) => {
    const response = answerFrom(zone, request);
    if (response) send(response);
  };
  const { udp, tcp } = await listenOnBoth(answer);
  return {
    address: `127.0.0.1:${portOf(tcp)}`,
    close: async () => {
      await Promise.all([
        new Promise<void>((resolve) => void udp.close(resolve)),
        new Promise<unknown>((resolve) => void tcp.close(resolve)),
      ]);
    },
  };
}

/** A port that is free over TCP may be taken over UDP, and the other way round: then another is tried. */
async function listenOnBoth(answer: DnsHandler, tries = 20): Promise<{ udp: UDPServer; tcp: TCPServer }> {
  const tcp = createTCPServer(answer);
  await new Promise<void>((resolve, reject) => {
    tcp.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const udp = createUDPServer(answer);
  try {
    await new Promise<void>((resolve, reject) => {
      udp.once('error', reject);
      void udp.listen(portOf(tcp), '127.0.0.1').then(() => resolve());
    });
    return { udp, tcp };
  } catch (error) {
    tcp.close();
    udp.close();
    if (tries === 0) throw error;
    return listenOnBoth(answer, tries - 1);
  }
}

const servfail = 2;
const nameError = 3;

function answerFrom(zone: Zone, request: Packet): Packet | undefined {
  const response = Packet.createResponseFromRequest(request);
  response.header.ra = 1;
  const [question] = request.questions;
  const type = Object.entries(Packet.TYPE).find(([, value]) => value === question?.type)?.[0] ?? '';
  let name = question?.name.toLowerCase() ?? '';
  for (let hops = 0; hops < 8; hops += 1) {
    const target = zone.get(`${name} CNAME`);
    const records = zone.get(`${name} ${type}`) ?? target ?? [];
    if (records === 'SILENCE') return undefined;
    if (records === 'SERVFAIL') {
      response.header.rcode = servfail;
      return response;
    }
    const found = zone.has(`${name} ${type}`) ? type : 'CNAME';
    response.answers.push(...records.map((text) => recordOf(name, found, text)));
    if (found === type || records[0] === undefined) break;
    name = records[0].toLowerCase();
  }
  const exists = [...zone.keys()].some((key) => key.startsWith(`${name} `) || key.includes(`.${name} `));
  if (response.answers.length === 0 && !exists) response.header.rcode = nameError;
  return response;
}

function recordOf(name: string, type: string, text: string): Packet['answers'][number] {
  const [preference = '', exchange = ''] = text.split(' ');
  const data = (): object => {
    switch (type) {
      case 'MX':
        return { priority: Number(preference), exchange };
      case 'TXT':
        // A character string of a TXT record holds 255 bytes at most. RFC 1035, 3.3.14.
        return { data: text.match(/[\s\S]{1,255}/g) ?? [''] };
      case 'CNAME':
        return { domain: text };
      default:
        return { address: text };
    }
  };
  return new Packet.Resource({
    name,
    type: Packet.TYPE[type as keyof typeof Packet.TYPE],
    class: Packet.CLASS.IN,
    ttl: 60,
    ...data(),
  });
}
