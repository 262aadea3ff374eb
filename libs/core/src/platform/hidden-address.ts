import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { today } from './today';

const saltLivesSeconds = 25 * 3600;
const longestWaitMs = 250;

/**
 * What limits count by in place of a network address: HMAC-SHA256 under a salt of the day, which all copies of the api
 * share in Redis and which is gone the day after. From then on nobody, this system included, can tell the address.
 * Without Redis each process has a salt of its own.
 */
@Injectable()
export class HiddenAddress {
  private readonly own = randomBytes(32).toString('base64url');
  private known: { day: string; salt: string } | null = null;

  constructor(private readonly redis: Redis) {}

  async of(address: string): Promise<string> {
    return createHmac('sha256', await this.salt())
      .update(address)
      .digest('base64url');
  }

  private async salt(): Promise<string> {
    const day = today();
    if (this.known?.day === day) return this.known.salt;
    const salt = await inTime(this.shared(`salt:${day}`));
    if (salt === null) return this.own;
    this.known = { day, salt };
    return salt;
  }

  private async shared(key: string): Promise<string | null> {
    await this.redis.set(key, randomBytes(32).toString('base64url'), 'EX', saltLivesSeconds, 'NX');
    return this.redis.get(key);
  }
}

/** What was asked of Redis, or null when it is silent: a limit that cannot count must not close a survey. */
export async function inTime<Reply>(asked: Promise<Reply>): Promise<Reply | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), longestWaitMs);
  });
  try {
    return await Promise.race([asked, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
