import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import { signIn } from '../../apps/cli/src/demo/journey/opening';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { build } from '../../tools/build.mjs';
import { runCli, startPlatform } from '../../tools/platform.mjs';
import { freePort } from '../../tools/processes.mjs';
import { temporaryServers } from '../../tools/temporary.mjs';

/** The real thing: MongoDB, Redis, api and worker as processes of their own, with nothing in them yet. */
export interface RunningPlatform {
  url: string;
  folder: string;
  mongodbUri: string;
  redisUrl: string;
  /** What its processes were given. */
  env: NodeJS.ProcessEnv;
  /** Plays the demo's whole year into it and gives its accounts. */
  playDemo: (args: string[]) => Promise<DemoAccount[]>;
  stop: () => Promise<void>;
}

export async function runningPlatform(purpose: string): Promise<RunningPlatform> {
  await build();
  const servers = await temporaryServers(purpose);
  const folder = mkdtempSync(join(tmpdir(), `mingjian-${purpose}-`));
  const platform = await startPlatform({
    folder: servers.folder,
    port: await freePort(),
    mongodbUri: servers.mongodbUri,
    redisUrl: servers.redisUrl,
    secret: 'a secret of the tests, longer than thirty-two characters',
    demo: true,
  });
  return {
    url: platform.url,
    folder,
    mongodbUri: servers.mongodbUri,
    redisUrl: servers.redisUrl,
    env: platform.env,
    playDemo: async (args) => {
      const accounts = join(folder, 'accounts.json');
      const demo = runCli(['demo', '--into-running', platform.url, '--accounts', accounts, ...args], {
        env: platform.env,
        cwd: folder,
        stdout: 2,
      });
      const code = await demo.done;
      if (code !== 0) throw new Error(`the demo ended with exit code ${code}`);
      return JSON.parse(readFileSync(accounts, 'utf8')) as DemoAccount[];
    },
    stop: async () => {
      await platform.stop();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Someone of the demo, signed in through the api. */
export function someone(
  { url }: RunningPlatform,
  accounts: readonly DemoAccount[],
  mailbox: string,
): Promise<Doors> {
  return signIn(url, accountOf(accounts, mailbox));
}

export function accountOf(accounts: readonly DemoAccount[], mailbox: string): DemoAccount {
  const account = accounts.find((each) => each.email.startsWith(`${mailbox}@`));
  if (!account) throw new Error(`no account ${mailbox}`);
  return account;
}
