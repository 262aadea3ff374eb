import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';

/** Whether the servers answer, and how fast in milliseconds; null when one did not within two seconds. */
export interface Health {
  ok: boolean;
  mongodb: number | null;
  redis: number | null;
}

@Injectable()
export class HealthService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly redis: Redis,
  ) {}

  async check(): Promise<Health> {
    const [mongodb, redis] = await Promise.all([
      timed(async () => this.connection.db?.admin().ping()),
      timed(async () => this.redis.ping()),
    ]);
    return { ok: mongodb !== null && redis !== null, mongodb, redis };
  }
}

async function timed(ping: () => Promise<unknown>): Promise<number | null> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within two seconds')), 2000);
  });
  try {
    await Promise.race([ping(), late]);
    return Math.round(performance.now() - start);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
