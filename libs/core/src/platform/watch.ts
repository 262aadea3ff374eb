import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { markedMethods } from './marked-methods';

const WATCHES = 'mingjian:watches';

type Look = () => Promise<unknown>;

/**
 * Marks the method of a worker's provider that looks in MongoDB for what is due: when the worker starts and then every
 * so many milliseconds, one look at a time. Redis may have lost a job, and a time may have come.
 */
export function Watches(everyMilliseconds: number) {
  return <Method extends Look>(
    _target: object,
    _key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    if (descriptor.value) Reflect.defineMetadata(WATCHES, everyMilliseconds, descriptor.value);
  };
}

/** Keeps the marked methods looking. A look that fails is logged and tried again at the next turn. */
@Injectable()
export class Watch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Watch');
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly looking = new Map<string, Promise<unknown>>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    for (const { mark, place, method } of markedMethods<number, Look>(
      WATCHES,
      this.discovery,
      this.scanner,
    )) {
      this.look(place, method);
      this.timers.push(setInterval(() => this.look(place, method), mark));
    }
  }

  /** Lets the last looks end before the connections close. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.looking.values());
  }

  private look(place: string, method: Look): void {
    if (this.looking.has(place)) return;
    const look = method()
      .catch((error: unknown) => this.logger.error(`${place}: ${String(error)}`))
      .finally(() => this.looking.delete(place));
    this.looking.set(place, look);
  }
}
