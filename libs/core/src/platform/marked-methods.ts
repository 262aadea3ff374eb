import type { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** The methods of all providers that a decorator has marked under `key`, bound, with where they stand. */
export function markedMethods<Mark, Method extends (...parameters: never[]) => unknown>(
  key: string,
  discovery: DiscoveryService,
  scanner: MetadataScanner,
): { mark: Mark; place: string; method: Method }[] {
  return discovery.getProviders().flatMap((wrapper) => {
    const instance: unknown = wrapper.instance;
    if (instance === null || typeof instance !== 'object') return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
    if (prototype === null) return [];
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method = prototype[name];
      if (typeof method !== 'function') return [];
      const mark = Reflect.getMetadata(key, method) as Mark | undefined;
      if (mark === undefined) return [];
      const place = `${instance.constructor.name}.${name}`;
      return [{ mark, place, method: (method as Method).bind(instance) as Method }];
    });
  });
}
