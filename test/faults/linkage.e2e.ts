import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agency as agencyShape } from '@mingjian/contract/cycles';
import { issuedCodes, sample } from '@mingjian/contract/distribution';
import { codeVerdict, openChallenge, openForm, submitted, tradedCode } from '@mingjian/contract/responses';
import { surveyDetail } from '@mingjian/contract/surveys';
import { beginCredential, finishCredential, readCode, solveChallenge } from '@mingjian/credential';
import { Redis } from 'ioredis';
import { MongoClient, type Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAccounts, openBackOffice } from '../../apps/cli/src/demo/journey/accounts';
import { Doors } from '../../apps/cli/src/demo/journey/doors';
import { importFrame, publishSurveys } from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { openCycle, prepareCycle, signIn } from '../../apps/cli/src/demo/journey/opening';
import { buildPopulation, type Population } from '../../apps/cli/src/demo/population';
import { answersOf } from '../../apps/cli/src/demo/population/submission';
import { tokenHash, tokenKey } from '../../libs/core/src/distribution/token';
import { build } from '../../tools/build.mjs';
import { startPlatform } from '../../tools/platform.mjs';
import { freePort } from '../../tools/processes.mjs';
import { temporaryServers } from '../../tools/temporary.mjs';
import { linksOf, spearman, type Dump, type Visit } from './linkable';

const people = 500;
/** Besides, by the open link. */
const openPeople = 40;
const countyCode = '231002';
const secret = 'a secret of the linkage test, longer than thirty-two characters';
let servers: Awaited<ReturnType<typeof temporaryServers>>;
let platform: Awaited<ReturnType<typeof startPlatform>>;
let mongo: MongoClient;
let dump: Dump;
let replicationLog: Document[];
const visits: Visit[] = [];
/** Of the open link: the challenge stands where others have a code. */
const openVisits: Visit[] = [];
const shared = new Set<string>();

beforeAll(async () => {
  await build();
  servers = await temporaryServers('linkage');
  platform = await startPlatform({ ...servers, port: await freePort(), secret });
  Object.assign(process.env, platform.env);
  await answerAll();
  mongo = await new MongoClient(servers.mongodbUri).connect();
  dump = { collections: await collections(), lines: [...logs(), ...(await redis())] };
  replicationLog = await mongo.db('local').collection('oplog.rs').find().toArray();
});
afterAll(async () => {
  await mongo?.close();
  await platform?.stop();
  await servers?.stop();
});

/** A cycle up to its fieldwork; then people come one after the other, each trading and handing in at once. */
async function answerAll(): Promise<void> {
  const back = await openBackOffice();
  const accounts = await createAccounts(back);
  await back.close();
  const office = await signIn(platform.url, accounts.office);
  const lead = await signIn(platform.url, accounts.lead);
  const analyst = await signIn(platform.url, accounts.analyst);
  const population = buildPopulation({ seed: 5 });
  const cycle = await openCycle(office, 2031);
  const [agency] = await office.get('/agencies', z.array(agencyShape));
  await prepareCycle(office, cycle.id, agency?.id ?? '');
  await importFrame(lead, population);
  const surveys = await publishSurveys(lead, analyst, cycle.id);
  await lead.post(`/cycles/${cycle.id}/sample`, population.samplingPlan, sample);
  for (const audience of ['teacher', 'public'] as const) {
    const id = surveys.find((each) => each.audience === audience)?.id ?? '';
    const { sheets } = await lead.post(`/surveys/${id}/codes`, { countyCode }, issuedCodes);
    if (audience === 'public')
      await lead.put(`/surveys/${id}/open-link`, await linked(lead, id), z.unknown());
    await lead.post(`/surveys/${id}/open`, {}, z.unknown());
    shared.add(id);
    const phones = new Doors(platform.url);
    const { versionId } = await phones.get(`/respond/${id}`, openForm);
    if (audience === 'public') await answerWithoutCodes(id, versionId, population);
    const ofSurvey = sheets.flatMap((sheet) =>
      population
        .invite(audience, sheet.schoolCode, sheet.className, sheet.slips.length)
        .map((person, index) => ({ person, code: sheet.slips[index]?.code ?? '' })),
    );
    for (const { person, code } of ofSurvey) {
      if (visits.length === people) return;
      const { key } = await phones.post(`/respond/${id}/code`, { code }, codeVerdict);
      const blinding = await beginCredential(id, key);
      const { blindedMessage } = blinding;
      const trade = { code, keyId: key.id, blindedMessage };
      const { blindSignature } = await phones.post(`/respond/${id}/credential`, trade, tradedCode);
      const credential = await finishCredential(blinding, blindSignature);
      const words = `第${visits.length}个人的话-${credential.token.slice(0, 12)}`;
      const own = answersOf(5, person);
      const open = audience === 'teacher' ? 'T-T1' : 'P-T1';
      await phones.post(
        `/respond/${id}/responses`,
        { ...credential, versionId, ...own, answers: { ...own.answers, [open]: words } },
        submitted,
      );
      visits.push({
        ...{ code, words, blindedMessage, token: credential.token, signature: credential.signature },
        codeHash: tokenHash(tokenKey(secret), readCode(code) ?? ''),
        nonce: createHash('sha256').update(credential.token).digest('base64url'),
      });
    }
  }
}

async function linked(lead: Doors, surveyId: string) {
  const { revision } = await lead.get(`/surveys/${surveyId}`, surveyDetail);
  return { openLink: true, revision };
}

/** People without a code, one after the other. */
async function answerWithoutCodes(id: string, versionId: string, population: Population): Promise<void> {
  const phones = new Doors(platform.url);
  const parents = population.people.filter(({ audience }) => audience === 'public');
  for (const person of parents.slice(0, openPeople)) {
    const asked = await phones.post(`/respond/${id}/open-challenge`, { countyCode }, openChallenge);
    const { maxnumber, ...challenge } = asked.challenge;
    const solution = { ...challenge, number: await solveChallenge({ ...challenge, maxnumber }) };
    const blinding = await beginCredential(id, asked.key);
    const { blindedMessage } = blinding;
    const trade = { countyCode, solution, blindedMessage };
    const { blindSignature } = await phones.post(`/respond/${id}/open-credential`, trade, tradedCode);
    const credential = await finishCredential(blinding, blindSignature);
    const words = `开放链接第${openVisits.length}个人-${credential.token.slice(0, 12)}`;
    const own = answersOf(5, person);
    const answers = { ...own.answers, 'P-T1': words };
    await phones.post(`/respond/${id}/responses`, { ...credential, versionId, ...own, answers }, submitted);
    const { challenge: code } = challenge;
    openVisits.push({
      ...{ code, words, blindedMessage, token: credential.token, signature: credential.signature },
      codeHash: createHash('sha256').update(code).digest('base64url'),
      nonce: createHash('sha256').update(credential.token).digest('base64url'),
    });
  }
}

async function collections(): Promise<Dump['collections']> {
  const all = new Map<string, Document[]>();
  for (const { name } of await mongo.db().listCollections().toArray())
    all.set(
      name,
      await mongo
        .db()
        .collection(name)
        .find({}, { hint: { $natural: 1 } })
        .toArray(),
    );
  for (const cell of [...(all.get('cells') ?? []), ...(all.get('signingKeys') ?? [])]) {
    shared.add(String(cell._id));
    if (typeof cell.cellId === 'string') shared.add(cell.cellId);
  }
  return all;
}

/** Every line that api, worker, mongod and Redis wrote, and Redis' file of commands. */
function logs(): Dump['lines'] {
  const files = readdirSync(servers.folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(log|aof)$/.test(file),
  );
  return files.map((file) => ({ from: file, text: readFileSync(join(servers.folder, file), 'latin1') }));
}

async function redis(): Promise<Dump['lines']> {
  const client = new Redis(servers.redisUrl);
  const lines: { from: string; text: string }[] = [];
  for (const key of await client.keys('*')) {
    const value = await client.dump(key);
    lines.push({ from: 'redis', text: `${key} ${value ?? ''}` });
  }
  client.disconnect();
  return lines;
}

describe(`after ${people} answers`, () => {
  it('codes and answers cannot be joined by value, time or order, and no log, queue or key holds what would', () => {
    expect(visits).toHaveLength(people);
    expect(dump.collections.get('responses')).toHaveLength(people + openPeople);
    expect(dump.lines.map(({ from }) => from)).toEqual(
      expect.arrayContaining(['api.log', 'worker.log', 'mongo/mongod.log', 'redis/redis.log', 'redis']),
    );
    expect(linksOf(dump, visits, shared)).toEqual([]);
    const positions = (store: string, field: string, nameOf: (visit: Visit) => string) => {
      const at = new Map(dump.collections.get(store)?.map((each, index) => [String(each[field]), index]));
      return visits.map((visit) => at.get(nameOf(visit)) ?? -1);
    };
    const [codes, answers] = [
      spearman(positions('codes', '_id', ({ codeHash }) => codeHash)),
      spearman(positions('responses', 'nonce', ({ nonce }) => nonce)),
    ];
    process.stdout.write(
      `${people} answers, ${dump.collections.size} collections, ${dump.lines.length} logs and keys: no join; ` +
        `ρ with the order of arrival: codes ${codes.toFixed(3)}, answers ${answers.toFixed(3)}\n`,
    );
  });

  it('nor can what was solved at the open link be joined with the answers that came by it', () => {
    const solutions = dump.collections.get('usedSolutions') ?? [];
    expect(solutions).toHaveLength(openPeople);
    for (const solution of solutions) {
      expect(Object.keys(solution).sort()).toEqual(['_id', 'goneAfter']);
      expect((solution.goneAfter as Date).toISOString()).toMatch(/T00:00:00\.000Z$/);
    }
    const rest = new Map(
      [...dump.collections].filter(([name]) => name !== 'usedSolutions' && name !== 'codes'),
    );
    const nonces = new Set(openVisits.map(({ nonce }) => nonce));
    const answers = (dump.collections.get('responses') ?? []).filter(({ nonce }) =>
      nonces.has(String(nonce)),
    );
    const own = new Map([...rest, ['codes', solutions.map(({ _id }) => ({ _id }))], ['responses', answers]]);
    expect(linksOf({ ...dump, collections: own as Dump['collections'] }, openVisits, shared)).toEqual([]);
    expect(new Set(answers.map(({ mode, cellId }) => `${mode} ${cellId}`)).size).toBe(1);
  });

  it('no address is kept in Redis or in its file', () => {
    for (const { from, text } of dump.lines)
      if (/^redis\b.*(aof|^redis$)/.test(from))
        expect([from, text.includes('127.0.0.1')]).toEqual([from, false]);
  });

  it('the replication log orders the writes, as docs/anonymity.md says, but no entry holds a code and an answer', () => {
    const namesCode = (text: string) => visits.some(({ codeHash }) => text.includes(codeHash));
    const namesAnswer = (text: string) => visits.some(({ nonce }) => text.includes(nonce));
    const entries = replicationLog.map((entry) => JSON.stringify(entry));
    expect(entries.filter((text) => namesCode(text) && namesAnswer(text))).toEqual([]);
    expect(entries.filter(namesAnswer)).toHaveLength(people);
  });

  it.each<[what: string, spoil: (answers: Document[], codes: Document[]) => Document[], fault: RegExp]>([
    [
      'the id of a code in an answer',
      (a, c) => a.map((each, i) => ({ ...each, codeId: c[i]?._id as unknown })),
      /both stores/,
    ],
    [
      'a moment in an answer',
      (a) => a.map((each) => ({ ...each, createdAt: new Date() })),
      /createdAt holds a moment/,
    ],
    [
      'a moment as text',
      (a) => a.map((each) => ({ ...each, at: new Date().toISOString() })),
      /at holds a moment/,
    ],
    [
      'ids that hold a time',
      (a) => a.map((each, i) => ({ ...each, _id: i.toString(16).padStart(24, '0') })),
      /_id holds a moment/,
    ],
    ['answers in the order of arrival', (a) => inOrder(a), /order of responses/],
    [
      'the code in an answer',
      (a) => a.map((each, i) => ({ ...each, code: visits[i]?.code })),
      /responses holds a code/,
    ],
  ])('the same check finds %s', (_what, spoil, fault) => {
    const { collections: all } = dump;
    const spoilt = spoil([...(all.get('responses') ?? [])], [...(all.get('codes') ?? [])]);
    const links = linksOf({ ...dump, collections: new Map([...all, ['responses', spoilt]]) }, visits, shared);
    expect(links.join('\n')).toMatch(fault);
  });

  it('and it finds a line of a log with a token in it', () => {
    const line = { from: 'api.log', text: `{"token":"${visits[7]?.token}"}` };
    expect(linksOf({ ...dump, lines: [line] }, visits, shared)).toEqual(['api.log holds a token']);
  });
});

function inOrder(answers: readonly Document[]): Document[] {
  const arrival = new Map(visits.map(({ nonce }, index) => [nonce, index]));
  return [...answers].sort(
    (a, b) => (arrival.get(String(a.nonce)) ?? 0) - (arrival.get(String(b.nonce)) ?? 0),
  );
}
