import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((value) => value === '1' || value === 'true');

/** What may be asked over the network: https, or plain http to this machine alone. */
function isSafeTarget(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback);
}

const settings = z.object({
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//),
  REDIS_URL: z.string().regex(/^rediss?:\/\//),
  MINGJIAN_SECRET: z.string().min(32),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MINGJIAN_BOOTSTRAP: flag,
  MINGJIAN_TRUST_PROXY: z.string().optional(),
  MINGJIAN_REQUESTS_PER_SECOND: z.coerce.number().int().min(1).default(2000),
  MINGJIAN_OPEN_LINK_TRIES: z.coerce.number().int().min(1000).max(10_000_000).default(50_000),
  MINGJIAN_SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(60),
  MINGJIAN_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/)
    .optional(),
  MAIL_FROM: z.string().min(3).max(200).default('Mingjian <noreply@localhost>'),
  SMS_URL: z.url().refine(isSafeTarget).optional(),
  SMS_SECRET: z.string().min(16).optional(),
  MINGJIAN_MESSAGES_PER_SECOND: z.coerce.number().min(0.1).max(1000).default(10),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

const schema = settings.refine((env) => env.SMS_URL === undefined || env.SMS_SECRET !== undefined, {
  path: ['SMS_SECRET'],
});

/** What each setting is, shown when it is missing or wrong. */
const meaning: Record<string, { zh: string; en: string }> = {
  MONGODB_URI: {
    zh: 'MongoDB 副本集地址，如 mongodb://127.0.0.1:27017/mingjian?replicaSet=rs0',
    en: 'address of a MongoDB replica set, e.g. mongodb://127.0.0.1:27017/mingjian?replicaSet=rs0',
  },
  REDIS_URL: {
    zh: 'Redis 或 Valkey 地址，如 redis://127.0.0.1:6379',
    en: 'address of Redis or Valkey, e.g. redis://127.0.0.1:6379',
  },
  MINGJIAN_SECRET: {
    zh: '至少 32 个字符的随机密钥，没有默认值；可用 openssl rand -base64 48 生成',
    en: 'a random secret of at least 32 characters, without any default; make one with openssl rand -base64 48',
  },
  PORT: { zh: '端口号 0–65535', en: 'a port number, 0 to 65535' },
  SMTP_URL: {
    zh: '邮件服务器地址，如 smtps://user:password@mail.example.cn',
    en: 'address of a mail server, e.g. smtps://user:password@mail.example.cn',
  },
  SMS_URL: {
    zh: '短信网关地址，须为 https（本机可用 http），并设置 SMS_SECRET',
    en: 'address of an SMS gateway: https, or http on this machine; needs SMS_SECRET',
  },
  SMS_SECRET: {
    zh: '与短信网关约定的签名密钥，至少 16 个字符',
    en: 'the secret that requests to the SMS gateway are signed with, at least 16 characters',
  },
  PUBLIC_URL: {
    zh: '用户所见的地址，如 https://mingjian.example.cn',
    en: 'the address people see, e.g. https://mingjian.example.cn',
  },
};

/** The settings of a process, parsed once from its environment. Nothing else reads process.env. */
export class Env {
  constructor(
    readonly mongodbUri: string,
    readonly redisUrl: string,
    readonly secret: string,
    readonly host: string,
    readonly port: number,
    /** Without trailing slash. */
    readonly publicUrl: string,
    /** On the very first start, make one office account and print its password once. */
    readonly bootstrap: boolean,
    /** Fastify's trustProxy: false, a hop count, or a comma-separated list of addresses. */
    readonly trustProxy: boolean | number | string,
    /** Requests a second and client address; a computer room or a school shares one address. */
    readonly requestsPerSecond: number,
    /** Hashes that the proof of work of an open link takes at most, half as many on average. */
    readonly openLinkTries: number,
    readonly sessionIdleMinutes: number,
    readonly workerConcurrency: number,
    readonly logLevel: string,
    /** How people are written to; null where a channel is not set up. */
    readonly messaging: {
      readonly smtpUrl: string | null;
      readonly mailFrom: string;
      readonly smsUrl: string | null;
      readonly smsSecret: string;
      readonly perSecond: number;
    },
  ) {}
}

/**
 * Reads the settings.
 *
 * @throws Error in both languages, naming every missing or wrong setting and what to set (values are not repeated:
 *   they may be secrets)
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    const lines = names.map((name) => {
      const state = present[name] === undefined ? '缺少 missing' : '无效 invalid';
      const text = meaning[name];
      return `  ${name}（${state}）${text ? `：${text.zh}\n    ${text.en}` : ''}`;
    });
    throw new Error(`环境变量有误，无法启动。The environment is not complete:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const proxy = env.MINGJIAN_TRUST_PROXY;
  return new Env(
    env.MONGODB_URI,
    env.REDIS_URL,
    env.MINGJIAN_SECRET,
    env.HOST,
    env.PORT,
    (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, ''),
    env.MINGJIAN_BOOTSTRAP,
    proxy === undefined ? false : /^\d+$/.test(proxy) ? Number(proxy) : proxy,
    env.MINGJIAN_REQUESTS_PER_SECOND,
    env.MINGJIAN_OPEN_LINK_TRIES,
    env.MINGJIAN_SESSION_IDLE_MINUTES,
    env.MINGJIAN_WORKER_CONCURRENCY,
    env.LOG_LEVEL,
    {
      smtpUrl: env.SMTP_URL ?? null,
      mailFrom: env.MAIL_FROM,
      smsUrl: env.SMS_URL ?? null,
      smsSecret: env.SMS_SECRET ?? '',
      perSecond: env.MINGJIAN_MESSAGES_PER_SECOND,
    },
  );
}
