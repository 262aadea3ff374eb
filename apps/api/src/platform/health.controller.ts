import { Controller, Get } from '@nestjs/common';
import { Everyone } from '@mingjian/core/identity';
import { HealthService, Problem, type Health } from '@mingjian/core/platform';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** For the gateway and the start command, which have no account. */
  @Get()
  @Everyone()
  async read(): Promise<Health> {
    const health = await this.health.check();
    if (health.ok) return health;
    throw new Problem(503, 'unhealthy', {
      zh: `服务暂不可用（MongoDB ${state(health.mongodb, '正常', '无响应')}，Redis ${state(health.redis, '正常', '无响应')}）。`,
      en: `Not available (MongoDB ${state(health.mongodb, 'answers', 'silent')}, Redis ${state(health.redis, 'answers', 'silent')}).`,
    });
  }
}

function state(milliseconds: number | null, good: string, bad: string): string {
  return milliseconds === null ? bad : good;
}
