import { BullModule } from '@nestjs/bullmq';
import {
  Global,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { InjectConnection, MongooseModule } from '@nestjs/mongoose';
import { allJobs } from '@mingjian/contract/jobs';
import { Redis } from 'ioredis';
import mongoose, { type Connection } from 'mongoose';
import { Env, parseEnv } from './env';
import { HealthService } from './health.service';
import { HiddenAddress } from './hidden-address';
import { flowProducerName, JobSender } from './job-sender';

// A filter on a path that no schema declares is a mistake (or an injection) and must not silently match everything.
mongoose.set('strictQuery', 'throw');
// A revision that people meet is a field of its own: no document carries the store's count besides.
mongoose.plugin((schema) => schema.set('versionKey', false));

@Global()
@Module({
  providers: [{ provide: Env, useFactory: () => parseEnv(process.env) }],
  exports: [Env],
})
class EnvModule {}

/** Waits until every collection has its indexes: unique ones guard what transactions alone cannot. */
@Injectable()
class Indexes implements OnModuleInit {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    for (const name of this.connection.modelNames()) await this.connection.model(name).init();
  }
}

@Injectable()
class RedisLife implements OnApplicationShutdown {
  constructor(@Inject(Redis) private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

/** The client mends its connection by itself; what is logged is that it has to. */
function connectRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 2 });
  const logger = new Logger('Redis');
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) logger.error(`out of reach: ${error.message}`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) logger.warn('back again');
    away = false;
  });
  return redis;
}

const queues = [...new Set(allJobs.map((job) => job.queue))];

/** The technical floor: settings, MongoDB, Redis, queues. Global, imported once by each process. */
@Global()
@Module({
  imports: [
    EnvModule,
    DiscoveryModule,
    MongooseModule.forRootAsync({
      inject: [Env],
      useFactory: (env: Env) => ({
        uri: env.mongodbUri,
        writeConcern: { w: 'majority', journal: true },
        serverSelectionTimeoutMS: 5000,
        // A server that hangs without closing its connections is given up after some ten seconds.
        connectTimeoutMS: 5000,
        heartbeatFrequencyMS: 5000,
        // Away is away: an operation fails and says so instead of waiting in a queue of the process.
        bufferCommands: false,
        retryAttempts: 3,
        retryDelay: 1000,
      }),
    }),
    BullModule.forRootAsync({
      inject: [Env],
      useFactory: (env: Env) => ({ connection: { url: env.redisUrl, maxRetriesPerRequest: null } }),
    }),
    BullModule.registerQueue(...queues.map((name) => ({ name }))),
    BullModule.registerFlowProducer({ name: flowProducerName }),
  ],
  providers: [
    {
      provide: Redis,
      inject: [Env],
      useFactory: (env: Env) => connectRedis(env.redisUrl),
    },
    HiddenAddress,
    Indexes,
    RedisLife,
    HealthService,
    JobSender,
  ],
  exports: [Redis, HealthService, HiddenAddress, JobSender, BullModule, DiscoveryModule],
})
export class PlatformModule {}
