import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';

/** Whether the servers answer, and how fast in milliseconds; null when one did not within two seconds. */
export interface Health {
  ok: boolean;
  mongodb: number | null;
  redis: number | null;
  /** Workers that gave a sign of life within the last fifteen seconds. Without any, runs and reports wait. */
  workers: number;
}

const beatsKey = 'mingjian:workers';
/** A worker says that it lives every so often; after three silent intervals it counts as gone. */
export const beatEveryMs = 5000;

@Injectable()
export class HealthService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly redis: Redis,
  ) {}

  async check(): Promise<Health> {
    let workers = 0;
    const [mongodb, redis] = await Promise.all([
      timed(async () => this.connection.db?.admin().ping()),
      timed(async () => {
        workers = await this.redis.zcount(beatsKey, Date.now() - 3 * beatEveryMs, '+inf');
      }),
    ]);
    return { ok: mongodb !== null && redis !== null, mongodb, redis, workers };
  }

  /** A sign of life of the worker with this name; old ones are swept away. */
  async beat(worker: string): Promise<void> {
    const now = Date.now();
    await this.redis
      .multi()
      .zadd(beatsKey, now, worker)
      .zremrangebyscore(beatsKey, '-inf', now - 100 * beatEveryMs)
      .exec();
  }

  /** The worker ends and says so. */
  async leave(worker: string): Promise<void> {
    await this.redis.zrem(beatsKey, worker);
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
