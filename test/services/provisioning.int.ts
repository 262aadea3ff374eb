import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { expect, inject, test } from 'vitest';

test('the provisioned MongoDB has transactions', async () => {
  const client = await new MongoClient(inject('mongodbUri')).connect();
  try {
    const things = client.db('provisioning').collection('things');
    await expect(
      client.withSession((session) =>
        session.withTransaction(async () => {
          await things.insertOne({ kept: false }, { session });
          throw new Error('turned back');
        }),
      ),
    ).rejects.toThrow('turned back');
    expect(await things.countDocuments()).toBe(0);
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await things.insertOne({ kept: true }, { session });
      }),
    );
    expect(await things.countDocuments()).toBe(1);
  } finally {
    await client.close();
  }
});

test('the provisioned Redis never evicts and is the one in the environment', async () => {
  expect(process.env.REDIS_URL).toBe(inject('redisUrl'));
  const redis = new Redis(inject('redisUrl'));
  try {
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await redis.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
  } finally {
    redis.disconnect();
  }
});
