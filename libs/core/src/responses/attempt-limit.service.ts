import { Injectable } from '@nestjs/common';
import { HiddenAddress, inTime, Redis } from '../platform';

/** What one network address may get wrong in ten minutes: far above a computer room, far below a search for codes. */
const windowSeconds = 600;

export interface AttemptLimit {
  name: string;
  most: number;
}
/** Sixty pupils who mistype ten times each. */
export const wrongCodes: AttemptLimit = { name: 'codes', most: 600 };
/** Each costs a proof of work besides: ten computer rooms at once. */
export const openCredentials: AttemptLimit = { name: 'open', most: 600 };
export const coachingReports: AttemptLimit = { name: 'coaching', most: 60 };

/**
 * Counts attempts by survey and network address, in Redis for all copies of the api. The address is kept hidden,
 * for ten minutes, and is no part of any answer. When Redis is silent, people pass: a limit that cannot count must
 * not close a survey, and guessing still faces 29⁹ codes.
 */
@Injectable()
export class AttemptLimitService {
  constructor(
    private readonly redis: Redis,
    private readonly hidden: HiddenAddress,
  ) {}

  /** Seconds to wait when the limit is reached, else null. */
  async blockedFor(limit: AttemptLimit, surveyId: string, address: string): Promise<number | null> {
    const count = await inTime(this.redis.get(await this.key(limit, surveyId, address)));
    return Number(count ?? 0) >= limit.most ? windowSeconds : null;
  }

  async count(limit: AttemptLimit, surveyId: string, address: string): Promise<void> {
    const key = await this.key(limit, surveyId, address);
    // The window begins with the first attempt and is not prolonged by later ones.
    await inTime(this.redis.multi().set(key, 0, 'EX', windowSeconds, 'NX').incr(key).exec());
  }

  private async key({ name }: AttemptLimit, surveyId: string, address: string): Promise<string> {
    return `attempts:${name}:${await this.hidden.of(`${surveyId} ${address}`)}`;
  }
}
