import { hostname } from 'node:os';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Redis } from '@mingjian/core/platform';

const everyMs = 5000;

/** Says in Redis that this worker lives: a key that ends by itself three beats after the last one. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly key = `worker:${hostname()}:${process.pid}`;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly redis: Redis) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat(), everyMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.redis.del(this.key).catch(() => 0);
  }

  private async beat(): Promise<void> {
    // A missed beat is exactly what the key's end reports.
    await this.redis.set(this.key, new Date().toISOString(), 'PX', 3 * everyMs).catch(() => null);
  }
}
