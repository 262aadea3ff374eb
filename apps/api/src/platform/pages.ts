import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pageFile } from './page-file';

/**
 * Serves the built console at / and the respond page at /r/, with their compressed siblings (.br, .gz) where the
 * build made them.
 *
 * @param root the folder that holds `console` and `respond`
 */
export async function servePages(app: NestFastifyApplication, root: string): Promise<void> {
  await app.register(fastifyStatic, { root, serve: false, preCompressed: true });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) => {
      const page = pageFile(request.url.split('?')[0] ?? '/');
      if (!page) {
        reply.callNotFound();
        return reply;
      }
      void reply.header('cache-control', page.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      // The preview of a draft runs in a frame without an origin of its own, and its modules are asked for from there.
      if (page.app === 'respond' && page.immutable) void reply.header('access-control-allow-origin', '*');
      return reply.sendFile(page.file, join(root, page.app), { cacheControl: false });
    });
}
