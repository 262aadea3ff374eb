import type { ProblemDetails } from '@mingjian/contract';
import type { z } from 'zod';

/** A door that said no: the status and the stable code of its problem. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    what: string,
  ) {
    super(what);
  }
}

/** A file to upload, in the form field `field`. */
export interface Upload {
  field: string;
  name: string;
  text: string;
}

const PATIENCE = 30;

/** The public doors of a running Mingjian, as one signed-in person (or a phone, which never signs in) uses them. */
export class Doors {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly base: string) {}

  get<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    return this.json('GET', path, undefined, reply);
  }

  post<T>(path: string, body: unknown, reply: z.ZodType<T>): Promise<T> {
    return this.json('POST', path, JSON.stringify(body), reply);
  }

  put<T>(path: string, body: unknown, reply: z.ZodType<T>): Promise<T> {
    return this.json('PUT', path, JSON.stringify(body), reply);
  }

  /** Posts where the reply does not matter, only that it was no refusal. */
  async say(method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> {
    await (await this.request(method, path, JSON.stringify(body))).arrayBuffer();
  }

  upload<T>(path: string, files: readonly Upload[], reply: z.ZodType<T>): Promise<T> {
    const form = new FormData();
    for (const file of files) form.append(file.field, new Blob([file.text], { type: 'text/csv' }), file.name);
    return this.json('POST', path, form, reply);
  }

  async download(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.request('GET', path)).arrayBuffer());
  }

  private async json<T>(
    method: string,
    path: string,
    body: string | FormData | undefined,
    reply: z.ZodType<T>,
  ): Promise<T> {
    const response = await this.request(method, path, body);
    const parsed = reply.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    throw new Error(
      `${method} ${path}: unexpected reply, ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`,
    );
  }

  /** Sends, waits and sends again while the server asks for patience (429, 503), and turns problems into refusals. */
  private async request(method: string, path: string, body?: string | FormData): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${this.base}/api${path}`, {
        method,
        headers: {
          'accept-language': 'zh-CN',
          'x-requested-with': 'mingjian',
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
          ...(this.cookies.size > 0
            ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
            : {}),
        },
        ...(body === undefined ? {} : { body }),
      });
      this.keepCookies(response);
      if (response.ok) return response;
      const text = await response.text();
      if ((response.status === 429 || response.status === 503) && attempt < PATIENCE) {
        const seconds = Number(response.headers.get('retry-after') ?? '');
        await pause(Math.min(10_000, (Number.isFinite(seconds) && seconds > 0 ? seconds : 0.5) * 1000));
        continue;
      }
      throw refusalOf(method, path, response.status, text);
    }
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function refusalOf(method: string, path: string, status: number, text: string): Refusal {
  let problem: Partial<ProblemDetails> = {};
  try {
    problem = JSON.parse(text) as Partial<ProblemDetails>;
  } catch {
    problem = { detail: text.slice(0, 300) };
  }
  const faults = (problem.faults ?? [])
    .slice(0, 5)
    .map((fault) => `${fault.row ?? ''} ${fault.field} ${fault.message}`);
  const what = [
    `${method} ${path} → ${status} ${problem.code ?? ''} ${problem.detail ?? ''}`,
    ...faults,
  ].join('\n  ');
  return new Refusal(status, problem.code ?? '', what);
}
