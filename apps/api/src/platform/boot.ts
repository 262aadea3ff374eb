import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { StandardSchemaValidationPipe, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLog, Env, HiddenAddress, NestLog, type Log, Problem, Redis } from '@mingjian/core/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { compressForms } from './compressed-forms';
import { contentPolicy } from './content-policy';
import { invalidInput, type Issue } from './faults';
import { parseJson } from './json-guard';
import { OpenApi } from './openapi.controller';
import { servePages } from './pages';
import { ProblemFilter } from './problem.filter';
import { declaredRoutes, requirePolicies } from './route-policies';

const jsonLimit = 1024 * 1024;
const fileLimit = 50 * 1024 * 1024;

/**
 * Builds the api, ready to listen: every door check (limits, headers, errors, policies) is put up here.
 *
 * @param root module with everything to serve
 * @param pages folder of the built console and respond page, or null to serve none
 * @throws Error when a route declares no policy, or a server cannot be reached
 */
export async function createApi(root: Type, env: Env, pages: string | null): Promise<NestFastifyApplication> {
  const log = createLog('api', env.logLevel);
  const filter = new ProblemFilter(log);
  const adapter = new FastifyAdapter({
    bodyLimit: jsonLimit,
    // An address that cannot be decoded, or is too long, is refused before any route, and so before Nest's filters.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      filter.answer(error, request, reply);
    },
    trustProxy: trusted(env.trustProxy),
    requestTimeout: 120_000,
    multipart: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  app.useGlobalFilters(filter);
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: (issues) => invalidInput(issues as readonly Issue[]),
    }),
  );
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  readJson(fastify);
  guardHeaders(fastify);
  letGo(fastify);
  compressForms(fastify);
  logRequests(fastify, log);
  const secure = env.publicUrl.startsWith('https:');
  await app.register(helmet, { contentSecurityPolicy: false, strictTransportSecurity: secure });
  await app.register(multipart, {
    limits: { fileSize: fileLimit, files: 4, fields: 20, fieldSize: jsonLimit },
  });
  await limitRate(app, env);
  if (pages !== null) await servePages(app, pages);
  requirePolicies(declaredRoutes(app.get(DiscoveryService), app.get(MetadataScanner)));
  app.get(OpenApi).describe(app);
  await app.init();
  await fastify.ready();
  return app;
}

function readJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    // An empty body is what a POST without content sends.
    if (body.length === 0) return done(null, undefined);
    const verdict = parseJson(body);
    if ('value' in verdict) return done(null, verdict.value);
    done(bodyProblems[verdict.fault]);
  });
}

const bodyProblems = {
  'too-deep': new Problem(400, 'too-deep', {
    zh: '提交的内容嵌套层数过多。',
    en: 'The body is nested more deeply than allowed.',
  }),
  'not-json': new Problem(400, 'not-json', {
    zh: '提交的内容不是有效的 UTF-8 JSON，或含有不完整的字符。',
    en: 'The body is not valid JSON in UTF-8, or holds half a character.',
  }),
  'reserved-key': new Problem(400, 'reserved-key', {
    zh: '字段名不能以 $ 开头，不能含空字符，也不能是 __proto__、constructor 或 prototype。',
    en: 'A field name may not begin with $, hold a null character, or be __proto__, constructor or prototype.',
  }),
};

function guardHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    // The route, where there is one: an address may be written with escapes (/%61pi).
    const path = (request.is404 ? undefined : request.routeOptions.url) ?? request.url.split('?')[0] ?? '/';
    void reply.header('content-security-policy', contentPolicy(path));
    void reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    if (path.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
}

/** Once closing, replies end their connections: a kept-alive one would hold the process for a minute. */
function letGo(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
}

/**
 * One line a request: method, route pattern, status, time. Never the address, body or query string; and nothing at
 * all of what respondents do, since the order and minute of a submission could point at a person.
 */
function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (route.startsWith('/api/') && !route.startsWith('/api/respond')) {
      const ms = Math.round(reply.elapsedTime);
      log.info({ method: request.method, route, status: reply.statusCode, ms }, 'request');
    }
    done();
  });
}

/** A bound per client address, far above what a school behind one address sends; kept hidden in Redis for all copies. */
async function limitRate(app: NestFastifyApplication, env: Env): Promise<void> {
  const redis = new Redis(env.redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 500,
  });
  // Without Redis requests pass: a limit that cannot count must not close the survey.
  redis.on('error', () => undefined);
  const hidden = app.get(HiddenAddress);
  await app.register(rateLimit, {
    redis,
    keyGenerator: (request) => hidden.of(request.ip),
    nameSpace: 'rate:',
    max: env.requestsPerSecond,
    timeWindow: 1000,
    skipOnError: true,
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: () =>
      new Problem(
        429,
        'too-many-requests',
        { zh: '请求过于频繁，请稍后再试。', en: 'Too many requests; please wait a little.' },
        [],
        1,
      ),
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onClose', () => {
      redis.disconnect();
    });
}

/** A hop count in the form Fastify wants it. */
function trusted(setting: Env['trustProxy']): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
