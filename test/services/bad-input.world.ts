import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getConnectionToken } from '@nestjs/mongoose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ImportSpec } from '@mingjian/contract/aggregation';
import type { Cycle } from '@mingjian/contract/cycles';
import type { IssuedCodes } from '@mingjian/contract/distribution';
import type { Role } from '@mingjian/contract/identity';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { CodeVerdict, OpenForm, TradedCode } from '@mingjian/contract/responses';
import type { Audience, SurveyDetail } from '@mingjian/contract/surveys';
import { AgenciesService } from '@mingjian/core/cycles';
import { AccountsService } from '@mingjian/core/identity';
import { parseEnv } from '@mingjian/core/platform';
import type { Credential } from '@mingjian/credential';
import type { Connection } from 'mongoose';
import { AppModule } from '../../apps/api/src/app.module';
import { createApi } from '../../apps/api/src/platform';
import { plainPlan } from '../../libs/core/src/aggregation/weighting-plan.fixture';
import { newCycle } from '../../libs/core/src/cycles/new-cycle.fixture';
import { draft, samplingPlan } from '../../libs/core/src/distribution/field.fixture';
import { useServers } from '../../libs/core/src/platform/servers.fixture';
import { credentialFor } from '../../libs/core/src/responses/credential.fixture';

export { draft, newCycle, plainPlan, samplingPlan };

/** Who asks: two agencies and two counties, so that everybody has a neighbour; null is a phone. */
export type Who = 'office' | 'agency' | 'colleague' | 'rival' | 'county' | 'neighbour' | null;
export type Body = string | FormData | Uint8Array<ArrayBuffer> | object;

const people: Record<Exclude<Who, null>, { role: Role; agency?: 'own' | 'other'; countyCode?: string }> = {
  office: { role: 'office' },
  agency: { role: 'agency', agency: 'own' },
  colleague: { role: 'agency', agency: 'own' },
  rival: { role: 'agency', agency: 'other' },
  county: { role: 'county', countyCode: '231002' },
  neighbour: { role: 'county', countyCode: '231003' },
};
const password = 'correct horse battery';

export const schoolHeader = '学校标识码,学校名称,区划代码,学段,城乡,专任教师数,在校学生数';
export const classHeader = '学校标识码,年级,班级,学生数';
export const schools = [
  '2123900001,红松小学,231002,小学,城区,5,30',
  '2123900002,云杉小学,231003,小学,城区,5,30',
];
export const classes = ['2123900001,5,五年级(1)班,12', '2123900002,5,五年级(1)班,12'];
export const valueHeader = '区划代码,指标代码,年度,学段,数值,来源层级,佐证材料';

/** What is said of a survey done elsewhere, with a column of weights and one of values. */
export const importSpec: ImportSpec = {
  title: '调查',
  countyCode: null,
  audience: null,
  weights: 'w',
  strata: [],
  clusters: [],
  fpc: [],
  variables: ['x'],
};

/** A multipart body of files (lines of text, or bytes) and, with a string, fields. */
export function form(parts: Record<string, readonly string[] | Uint8Array<ArrayBuffer> | string>): FormData {
  const body = new FormData();
  for (const [name, part] of Object.entries(parts))
    if (typeof part === 'string') body.append(name, part);
    else
      body.append(
        name,
        new Blob([part instanceof Uint8Array ? part : `${part.join('\r\n')}\r\n`]),
        `${name}.csv`,
      );
  return body;
}

export const frame = (rows: readonly string[] = schools, header = schoolHeader): FormData =>
  form({ schools: [header, ...rows], classes: [classHeader, ...classes] });

export interface Reply<Content> {
  status: number;
  headers: Headers;
  body: Content;
}

/** The running api with one cycle of the agency, one of its rival, and the agency's fieldwork under way. */
export interface World {
  app: NestFastifyApplication;
  /** Without /api. */
  url: string;
  cycleId: string;
  rivalCycleId: string;
  surveys: Record<Audience, string>;
  versions: Record<Audience, string>;
  codes: Record<Audience, string[]>;
  ask<Content = ProblemDetails>(
    who: Who,
    door: string,
    body?: Body,
    headers?: Record<string, string>,
  ): Promise<Reply<Content>>;
  /** Trades a code, by its number, as a phone does. */
  credential(audience: Audience, code: number): Promise<Credential>;
  /** A fingerprint of every collection but the sessions: what a refused request must leave as it was. */
  stored(): Promise<Record<string, string>>;
}

/**
 * Boots the api on its own database.
 *
 * @param name of the database
 * @param redis number of the Redis database
 */
export async function bootWorld(name: string, redis: number): Promise<World> {
  useServers(name, redis);
  process.env.LOG_LEVEL = 'silent';
  const app = await createApi(AppModule, parseEnv(process.env), null);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const connection = app.get<Connection>(getConnectionToken());
  const cookies = new Map<Who, string>();

  const ask: World['ask'] = async (who, door, body, headers = {}) => {
    const [method = '', path = ''] = door.split(' ');
    const form = body instanceof FormData;
    const raw = form || typeof body === 'string' || body instanceof Uint8Array;
    const reply = await fetch(`${url}/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-requested-with': 'mingjian',
        ...(who === null ? {} : { cookie: cookies.get(who) ?? '' }),
        ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const [cookie] = reply.headers.getSetCookie();
    if (who !== null && cookie !== undefined) cookies.set(who, cookie.split(';')[0] ?? '');
    const text = await reply.text();
    const json = reply.headers.get('content-type')?.includes('json') ?? false;
    return { status: reply.status, headers: reply.headers, body: (json ? JSON.parse(text) : text) as never };
  };
  const must: World['ask'] = async (...request) => {
    const reply = await ask<never>(...request);
    if (reply.status >= 300) throw new Error(`${request[1]}: ${JSON.stringify(reply.body)}`);
    return reply;
  };

  const agencies = {
    own: (await app.get(AgenciesService).create('机构甲')).id,
    other: (await app.get(AgenciesService).create('机构乙')).id,
  };
  for (const [who, { role, agency, countyCode = null }] of Object.entries(people)) {
    const email = `${who}@x.cn`;
    const account = { email, name: who, role, countyCode, password };
    await app
      .get(AccountsService)
      .create({ ...account, agencyId: agency === undefined ? null : agencies[agency] });
    await must(who as Who, 'POST /session', { email, password });
  }
  const open = async (year: number, agencyId: string) => {
    const { id } = (await must<Cycle>('office', 'POST /cycles', newCycle(year))).body;
    await must('office', `POST /cycles/${id}/commission`, { agencyId });
    return id;
  };
  const cycleId = await open(2021, agencies.own);
  const rivalCycleId = await open(2020, agencies.other);
  const data = (file: string) =>
    Uint8Array.from(readFileSync(new URL(`../../apps/cli/src/demo/data/${file}`, import.meta.url)));
  await must(
    'office',
    `POST /cycles/${cycleId}/indicators`,
    form({ file: data('indicators.csv'), names: data('indicators_en.csv') }),
  );
  await must('agency', 'POST /frame', frame());

  const surveys = {} as Record<Audience, string>;
  const versions = {} as Record<Audience, string>;
  const codes = {} as Record<Audience, string[]>;
  for (const audience of ['student', 'teacher', 'public'] as const)
    surveys[audience] = (
      await must<SurveyDetail>('agency', 'POST /surveys', draft(cycleId, audience))
    ).body.id;
  await must('agency', `POST /cycles/${cycleId}/sample`, samplingPlan);
  for (const [audience, id] of Object.entries(surveys) as [Audience, string][]) {
    await must('agency', `POST /surveys/${id}/submit`, { revision: 1 });
    await must('colleague', `POST /surveys/${id}/approve`, { revision: 2 });
    await must('agency', `POST /surveys/${id}/publish`, {});
    const { sheets } = (
      await must<IssuedCodes>('agency', `POST /surveys/${id}/codes`, { countyCode: '231002' })
    ).body;
    codes[audience] = sheets.flatMap((sheet) => sheet.slips.map((slip) => slip.code));
    await must('agency', `POST /surveys/${id}/open`, {});
    versions[audience] = (await must<OpenForm>(null, `GET /respond/${id}`)).body.versionId;
  }

  const credential: World['credential'] = (audience, at) => {
    const door = `POST /respond/${surveys[audience]}`;
    return credentialFor(surveys[audience], codes[audience][at] ?? '', {
      check: async (code) => (await must<CodeVerdict>(null, `${door}/code`, { code })).body,
      trade: async (body) => (await must<TradedCode>(null, `${door}/credential`, body)).body,
    });
  };
  const stored = async () => {
    const prints: Record<string, string> = {};
    for (const { name: collection } of await connection.listCollections()) {
      if (collection === 'sessions') continue;
      const documents = await connection.collection(collection).find().sort({ _id: 1 }).toArray();
      const hash = createHash('sha256').update(JSON.stringify(documents)).digest('hex').slice(0, 12);
      prints[collection] = `${documents.length} ${hash}`;
    }
    return prints;
  };
  return { app, url, cycleId, rivalCycleId, surveys, versions, codes, ask, credential, stored };
}
