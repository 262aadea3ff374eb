import type { TestProject } from 'vitest/node';
import { sayFault } from '../../tools/say.mjs';
import { temporaryServers } from '../../tools/temporary.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    mongodbUri: string;
    redisUrl: string;
  }
}

/**
 * A real MongoDB and Redis for the service tests, on free ports and with data that are gone afterwards. Tests read
 * the addresses by `inject('mongodbUri')` and `inject('redisUrl')`, or as the environment the product itself reads.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await temporaryServers('test').catch((fault: unknown) => {
    sayFault(fault);
    throw fault;
  });
  project.provide('mongodbUri', servers.mongodbUri);
  project.provide('redisUrl', servers.redisUrl);
  process.env.MONGODB_URI = servers.mongodbUri;
  process.env.REDIS_URL = servers.redisUrl;
  return servers.stop;
}
