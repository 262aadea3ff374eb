import { createHmac } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';

export interface Message {
  /** The same for every try of one message, so that a gateway can drop what it has sent already. */
  id: string;
  address: string;
  subject: string;
  text: string;
}

/** What became of a message: taken over, or refused for good (an address that does not exist). */
export type Delivery = 'sent' | 'bounced';

/** A way to people. @throws Error when it cannot be reached or asks to come back later: then try again */
export interface MessageChannel {
  send(message: Message): Promise<Delivery>;
  close(): void;
}

const patienceMs = 15_000;

/** E-mail by SMTP (RFC 5321). A 5xx reply about the recipient is a bounce, anything else is tried again. */
export function mailChannel(smtpUrl: string, from: string): MessageChannel {
  const transport: Transporter = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  return {
    async send({ id, address, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to: address,
          subject,
          text,
          messageId: `<${id}@mingjian>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return 'sent';
      } catch (error) {
        const { responseCode, command } = error as { responseCode?: number; command?: string };
        if (command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500) return 'bounced';
        throw new Error(`the mail server did not take a message (${responseCode ?? 'no reply'})`, {
          cause: error,
        });
      }
    },
    close: () => transport.close(),
  };
}

/** SMS by the HTTP adapter of docs/sms-adapter.md: signed, to the one configured address, no redirect followed. */
export function smsChannel(url: string, secret: string): MessageChannel {
  return {
    async send({ id, address, text }) {
      const body = JSON.stringify({ id, phone: address, text });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const reply = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
        headers: {
          'content-type': 'application/json',
          'x-mingjian-timestamp': timestamp,
          'x-mingjian-signature': smsSignature(secret, timestamp, body),
        },
        body,
      });
      await reply.body?.cancel();
      if (reply.ok) return 'sent';
      if (reply.status === 404 || reply.status === 422) return 'bounced';
      throw new Error(`the SMS gateway answered ${reply.status}`);
    },
    close: () => undefined,
  };
}

/** HMAC-SHA256 in hex over `timestamp.body`. */
export function smsSignature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
