import { inject } from 'vitest';

/**
 * Points the settings of this process at the databases of the tests.
 *
 * @param name of the MongoDB database, which no other test file may use
 * @param redis number of the Redis database: one that no other test file with jobs or limits of its own uses meanwhile
 */
export function useServers(name: string, redis = 0): void {
  Object.assign(process.env, {
    MONGODB_URI: inject('mongodbUri').replace(/\/[^/?]*\?/, `/${name}?`),
    REDIS_URL: inject('redisUrl').replace(/(:\d+)(\/\d+)?$/, `$1/${redis}`),
    MINGJIAN_SECRET: `a secret of the tests in ${name}, of 32 characters and more`,
  });
}
