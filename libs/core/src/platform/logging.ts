import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

export type Log = Logger;

/** The process's log: JSON lines on stdout. Whoever logs passes neither bodies, answers, codes nor query strings. */
export function createLog(process: 'api' | 'worker' | 'cli', level: string): Log {
  return pino({ level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Nest's own messages into the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    // Nest reports each module and route it wires; that belongs to debugging.
    this.logger.debug(context(rest), String(message));
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(context(rest), String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const err = message instanceof Error ? message : undefined;
    this.logger.error({ ...context(rest), ...(err ? { err } : {}) }, String(message));
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(context(rest), String(message));
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.trace(context(rest), String(message));
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.fatal(context(rest), String(message));
  }
}

function context(rest: readonly unknown[]): { context?: string; stack?: string } {
  const strings = rest.filter((entry): entry is string => typeof entry === 'string');
  const name = strings.at(-1);
  const stack = strings.length > 1 ? strings[0] : undefined;
  return { ...(name === undefined ? {} : { context: name }), ...(stack === undefined ? {} : { stack }) };
}
