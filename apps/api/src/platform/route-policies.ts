import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { POLICY, type Policy } from '@mingjian/core/identity';

/** A route as its controller declares it; `policy` is missing when it declares none. */
export interface DeclaredRoute {
  method: string;
  /** With a leading slash and without the global prefix. */
  path: string;
  place: string;
  policy: Policy | undefined;
}

/** Walks all controllers of the application. */
export function declaredRoutes(discovery: DiscoveryService, scanner: MetadataScanner): DeclaredRoute[] {
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, unknown>;
    const bases = pathsOf(metatype);
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function') return [];
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const policy = (Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, metatype)) as
        Policy | undefined;
      return bases.flatMap((base) =>
        pathsOf(handler).map((path) => ({
          method: RequestMethod[method],
          path: `/${[base, path]
            .flatMap((part) => part.split('/'))
            .filter((part) => part !== '')
            .join('/')}`,
          place: `${metatype.name}.${name}`,
          policy,
        })),
      );
    });
  });
}

function pathsOf(target: object): string[] {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return Array.isArray(path) ? path : [path ?? ''];
}

/** @throws Error naming every route that does not say who may call it */
export function requirePolicies(routes: readonly DeclaredRoute[]): void {
  const open = routes.filter((route) => route.policy === undefined);
  if (open.length === 0) return;
  const list = open.map((route) => `${route.method} ${route.path} (${route.place})`).join(', ');
  throw new Error(`routes without a policy, declare @Allow(...) or @Everyone(): ${list}`);
}
