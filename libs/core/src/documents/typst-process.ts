import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import childSource from './typst-child.cjs?raw';
import { typefaceFiles } from './typeface';

/** A Typst source with the files it reads, by their absolute path inside the compiler's world. */
export interface TypstOrder {
  template: string;
  files: [path: string, content: string][];
}

interface Waiting {
  order: TypstOrder;
  resolve: (pdf: Buffer) => void;
  reject: (error: Error) => void;
}

/** Longer than any report takes; a compiler that hangs is ended. */
const LIMIT_MILLISECONDS = 60_000;
/** How long an idle compiler keeps its fonts in memory. */
const IDLE_MILLISECONDS = 15_000;

const require = createRequire(import.meta.url);

/** Where the compiler and its typeface are installed. @throws Error naming what is missing */
function installed(): string[] {
  const faces = typefaceFiles();
  try {
    return [require.resolve('@myriaddreamin/typst-ts-node-compiler'), ...faces];
  } catch (error) {
    throw new Error('cannot make a PDF: its compiler is not installed; run npm ci', { cause: error });
  }
}

/** One compiler in a process of its own, doing one order at a time. */
class Compiler {
  readonly child: ChildProcess;
  private current: Waiting | null = null;
  private clock: NodeJS.Timeout | undefined;
  private sequence = 0;

  constructor(
    private readonly onFree: (compiler: Compiler) => void,
    private readonly onGone: (compiler: Compiler) => void,
  ) {
    // `--` ends Node's own options, so that a path never reads as one.
    this.child = spawn(process.execPath, ['--eval', childSource, '--', ...installed()], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
      env: { PATH: process.env.PATH },
    });
    this.child.on('message', (message) =>
      this.finish(message as { id: number; pdf?: Uint8Array; error?: string }),
    );
    this.child.on('error', (error) => this.lose(error));
    this.child.on('exit', (code, signal) =>
      this.lose(new Error(`the PDF compiler ended: ${signal ?? code}`)),
    );
    // An idle compiler must not keep the program alive.
    this.child.unref();
    this.child.channel?.unref();
  }

  work(waiting: Waiting): void {
    clearTimeout(this.clock);
    this.current = waiting;
    this.sequence += 1;
    this.child.channel?.ref();
    this.clock = setTimeout(() => {
      this.lose(new Error(`the PDF compiler took longer than ${LIMIT_MILLISECONDS} ms`));
      this.child.kill('SIGKILL');
    }, LIMIT_MILLISECONDS);
    this.child.send({ id: this.sequence, ...waiting.order });
  }

  private finish(reply: { id: number; pdf?: Uint8Array; error?: string }): void {
    const waiting = this.current;
    if (!waiting || reply.id !== this.sequence) return;
    clearTimeout(this.clock);
    this.current = null;
    this.child.channel?.unref();
    this.clock = setTimeout(() => {
      this.onGone(this);
      if (this.child.connected) this.child.disconnect();
    }, IDLE_MILLISECONDS);
    this.clock.unref();
    if (reply.pdf) waiting.resolve(Buffer.from(reply.pdf));
    else waiting.reject(new Error(`the PDF compiler refused: ${reply.error ?? ''}`));
    this.onFree(this);
  }

  private lose(error: Error): void {
    clearTimeout(this.clock);
    const waiting = this.current;
    this.current = null;
    this.onGone(this);
    waiting?.reject(error);
  }
}

const limit = Math.max(1, Math.min(4, availableParallelism() - 1));
const compilers = new Set<Compiler>();
const idle: Compiler[] = [];
const queue: Waiting[] = [];

/**
 * Compiles Typst to PDF in child processes, at most one less than there are cores, so that neither a request nor a
 * job's lock has to wait for it. The same order gives the same bytes.
 *
 * @throws Error when the source is refused, the compiler dies, or it takes longer than a minute
 */
export function compileTypst(order: TypstOrder): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    queue.push({ order, resolve, reject });
    next();
  });
}

function next(): void {
  const [waiting] = queue;
  if (!waiting) return;
  let compiler = idle.pop();
  if (!compiler && compilers.size < limit) {
    try {
      compiler = new Compiler(free, forget);
    } catch (error) {
      queue.shift();
      waiting.reject(error as Error);
      return next();
    }
    compilers.add(compiler);
  }
  if (!compiler) return;
  queue.shift();
  compiler.work(waiting);
}

function free(compiler: Compiler): void {
  idle.push(compiler);
  next();
}

function forget(compiler: Compiler): void {
  compilers.delete(compiler);
  const place = idle.indexOf(compiler);
  if (place >= 0) idle.splice(place, 1);
  next();
}
