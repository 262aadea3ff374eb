import { randomUUID } from 'node:crypto';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { inLanguage, type Language, type Localized } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import { listedFaults, Problem, type Log } from '@mingjian/core/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultsCsv } from './faults-csv';
import { requestedLanguage } from './requested-language';

const badRequest: Localized = { zh: '请求有误', en: 'Bad request' };
const titles: Record<number, Localized> = {
  400: badRequest,
  401: { zh: '需要登录', en: 'Sign-in needed' },
  403: { zh: '无权操作', en: 'Not allowed' },
  404: { zh: '未找到', en: 'Not found' },
  409: { zh: '状态冲突', en: 'Conflict' },
  410: { zh: '已失效', en: 'Gone' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '不支持的内容类型', en: 'Unsupported content type' },
  422: { zh: '内容不符合规则', en: 'Not acceptable as it is' },
  429: { zh: '请求过于频繁', en: 'Too many requests' },
  503: { zh: '暂时不可用', en: 'Unavailable for now' },
};
const unexpected: Localized = { zh: '系统错误', en: 'Unexpected error' };

/** What the framework refuses by itself, in words for people. */
const refusals: Record<number, { code: string; text: Localized }> = {
  400: { code: 'bad-request', text: { zh: '请求格式不正确。', en: 'The request is not well formed.' } },
  404: { code: 'not-found', text: { zh: '没有这个地址或内容。', en: 'There is nothing at this address.' } },
  405: { code: 'bad-method', text: { zh: '此地址不支持该方法。', en: 'This address has no such method.' } },
  413: {
    code: 'too-large',
    text: { zh: '提交的内容超过大小限制。', en: 'The body is larger than allowed.' },
  },
  414: {
    code: 'address-too-long',
    text: { zh: '网址过长。', en: 'The address is too long.' },
  },
  415: {
    code: 'bad-content-type',
    text: { zh: '不支持该内容类型。', en: 'This content type is not accepted.' },
  },
  429: {
    code: 'too-many-requests',
    text: { zh: '请求过于频繁，请稍后再试。', en: 'Too many requests; please wait a little.' },
  },
};

const unavailable = new Problem(
  503,
  'unavailable',
  { zh: '系统暂时不可用，请稍后再试。', en: 'Unavailable for the moment; please try again soon.' },
  [],
  5,
);

/** The one place where errors become replies: problem+json in the reader's language. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    this.answer(
      error,
      host.switchToHttp().getRequest<FastifyRequest>(),
      host.switchToHttp().getResponse<FastifyReply>(),
    );
  }

  /** Replies with what an error means to the reader; also for errors that Fastify raises before any route. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const query = request.query as { lang?: unknown } | undefined;
    const problem = this.problemOf(error, request);
    const language = requestedLanguage(query?.lang, request.headers['accept-language']);
    const wantsTable = problem.code === 'bad-table' && request.headers.accept === 'text/csv';
    if (wantsTable) sendFaults(reply, problem, language);
    else sendProblem(reply, problem, language);
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    if (isOutage(error)) {
      this.log.error(
        { err: error, method: request.method, route: request.routeOptions.url },
        'a server is away',
      );
      return unavailable;
    }
    const status = statusOf(error);
    const refusal = refusals[status] ?? (status >= 400 && status < 500 ? refusals[400] : undefined);
    if (refusal) return new Problem(status, refusal.code, refusal.text);
    const incident = randomUUID();
    this.log.error(
      { err: error, incident, method: request.method, route: request.routeOptions.url },
      'unexpected error',
    );
    return new Problem(500, 'unexpected', {
      zh: `系统出现意外错误，已记录，编号 ${incident}。`,
      en: `Something went wrong on our side; it has been logged as incident ${incident}.`,
    });
  }
}

/** Writes a problem as the reply. */
function sendProblem(reply: FastifyReply, problem: Problem, language: Language): void {
  // Too late for a problem: the reply, a stream of events for instance, has begun.
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  const body: ProblemDetails = {
    type: `urn:mingjian:problem:${problem.code}`,
    title: inLanguage(titles[problem.status] ?? (problem.status < 500 ? badRequest : unexpected), language),
    status: problem.status,
    detail: inLanguage(problem.text, language),
    code: problem.code,
    ...(problem.faults.length === 0
      ? {}
      : {
          faults: problem.faults
            .slice(0, listedFaults)
            .map((fault) => ({ ...fault, message: inLanguage(fault.message, language) })),
        }),
  };
  if (problem.retryAfter !== null) void reply.header('retry-after', String(problem.retryAfter));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}

/** All faults of a refused table as CSV, for whoever asks with `accept: text/csv`; the status says that it was refused. */
function sendFaults(reply: FastifyReply, problem: Problem, language: Language): void {
  void reply
    .status(problem.status)
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .send(faultsCsv(problem.faults, language));
}

/** MongoDB or Redis is out of reach, or changes its primary: nothing is wrong with the request, and it may come again. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    /^Mongo(ose)?(ServerSelection|Network|NetworkTimeout|NotConnected|TopologyClosed|PoolCleared|PoolClosed|WaitQueueTimeout)Error$/.test(
      error.name,
    ) || ['MaxRetriesPerRequestError', 'ConnectionClosedError'].includes(error.name)
  );
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
