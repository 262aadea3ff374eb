import { hostname } from 'node:os';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { beatEveryMs, HealthService } from '@mingjian/core/platform';

/** Says that this worker lives, so that GET /api/health can count the workers. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly name = `${hostname()}:${process.pid}`;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly health: HealthService) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat(), beatEveryMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.health.leave(this.name).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    // A missed beat is itself the news.
    await this.health.beat(this.name).catch(() => undefined);
  }
}
