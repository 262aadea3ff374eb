import { describe, expect, it } from 'vitest';
import { parseEnv } from './env';

const complete = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017/mingjian?replicaSet=rs0',
  REDIS_URL: 'redis://127.0.0.1:6379',
  MINGJIAN_SECRET: 's'.repeat(32),
};

describe('the settings', () => {
  it('need two servers and a secret, and nothing else', () => {
    const env = parseEnv(complete);
    expect(env).toMatchObject({ host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' });
    expect(env).toMatchObject({ bootstrap: false, trustProxy: false });
  });

  it('have no fallback secret, in no mode', () => {
    for (const NODE_ENV of [undefined, 'development', 'test', 'production']) {
      for (const MINGJIAN_SECRET of [undefined, '', 's'.repeat(31)]) {
        expect(() => parseEnv({ ...complete, NODE_ENV, MINGJIAN_SECRET })).toThrow('MINGJIAN_SECRET');
      }
    }
  });

  it('say in both languages what is missing, all at once, without repeating a value', () => {
    const secret = 'too-short-but-secret';
    const message = (() => {
      try {
        parseEnv({ MINGJIAN_SECRET: secret, REDIS_URL: 'http://wrong' });
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(message).toContain('MONGODB_URI（缺少 missing）');
    expect(message).toContain('REDIS_URL（无效 invalid）');
    expect(message).toContain('a random secret of at least 32 characters');
    expect(message).not.toContain(secret);
  });

  it('take a hop count or addresses for the proxy, and cut the public address short', () => {
    const env = parseEnv({ ...complete, MINGJIAN_TRUST_PROXY: '1', PUBLIC_URL: 'https://m.example.cn/' });
    expect(env).toMatchObject({ trustProxy: 1, publicUrl: 'https://m.example.cn' });
    expect(parseEnv({ ...complete, MINGJIAN_TRUST_PROXY: '10.0.0.0/8' }).trustProxy).toBe('10.0.0.0/8');
  });
});
