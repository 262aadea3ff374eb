import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import type { BrowserContext } from 'playwright-core';

/** What lies between a phone and the platform, and can be cut. */
export interface Network {
  /** The platform's address over this network. */
  url: string;
  cut: (phone: BrowserContext) => Promise<void>;
  mend: (phone: BrowserContext) => Promise<void>;
  close: () => void;
}

/**
 * A network of one's own before the platform. The browser's own switch tells a page that it is offline, but a page that
 * a service worker has just brought back may still get a request through: here nothing gets through.
 */
export async function networkTo(platformUrl: string): Promise<Network> {
  const { hostname, port } = new URL(platformUrl);
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: async (phone) => {
      whole = false;
      for (const socket of open) socket.destroy();
      await phone.setOffline(true);
    },
    mend: async (phone) => {
      whole = true;
      await phone.setOffline(false);
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
