import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { Watch, Watches } from './watch';

const looks = { quick: 0, slow: 0, atOnce: 0, mostAtOnce: 0, ended: 0, failing: 0 };

@Injectable()
class Lookers {
  @Watches(10)
  async quick() {
    looks.quick += 1;
  }

  @Watches(10)
  async slow() {
    looks.slow += 1;
    looks.atOnce += 1;
    looks.mostAtOnce = Math.max(looks.mostAtOnce, looks.atOnce);
    await pause(50);
    looks.atOnce -= 1;
    looks.ended += 1;
  }

  @Watches(10)
  async failing() {
    looks.failing += 1;
    throw new Error('the database is away');
  }
}

@Module({ imports: [DiscoveryModule], providers: [Watch, Lookers] })
class Root {}

it('looks at the start and again, one look at a time, whatever fails, and ends what it began', async () => {
  const app = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  await expect
    .poll(() => Math.min(looks.quick, looks.slow, looks.failing), { timeout: 10_000 })
    .toBeGreaterThan(2);
  expect(looks.mostAtOnce).toBe(1);
  await app.close();
  expect(looks.ended).toBe(looks.slow);
  const after = { ...looks };
  await pause(100);
  expect(looks).toEqual(after);
});
