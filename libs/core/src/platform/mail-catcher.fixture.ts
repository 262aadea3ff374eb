import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailCatcher {
  /** For SMTP_URL. */
  url: string;
  caught: { to: string; text: string }[];
  /** Says “come back later” to every mail while set. */
  away: boolean;
  close(): Promise<void>;
}

/** A mail server that keeps what it is given; addresses that begin with `gone` do not exist. */
export async function catchMail(): Promise<MailCatcher> {
  const catcher: MailCatcher = { url: '', caught: [], away: false, close: () => Promise.resolve() };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (catcher.away) return done(Object.assign(new Error('later'), { responseCode: 451 }));
      if (address.startsWith('gone'))
        return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      done();
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
        const text = /encoding: base64/i.test(raw)
          ? Buffer.from(body, 'base64').toString('utf8')
          : fromQuotedPrintable(body);
        catcher.caught.push({ to, text });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port));
  });
  catcher.url = `smtp://127.0.0.1:${port}`;
  catcher.close = () => new Promise((resolve) => server.close(() => resolve()));
  return catcher;
}

function fromQuotedPrintable(body: string): string {
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
