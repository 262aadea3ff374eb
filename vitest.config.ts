import { defineConfig } from 'vitest/config';

// Three sizes of test: rules beside the code, services on a real MongoDB and Redis, journeys and faults.
const oxc = { decorator: { legacy: true, emitDecoratorMetadata: true } };

export default defineConfig({
  test: {
    projects: [
      {
        oxc,
        test: {
          name: 'rules',
          include: [
            '{apps,libs}/*/src/**/*.test.{ts,tsx}',
            'test/oracle/**/*.test.ts',
            'test/house/**/*.test.ts',
          ],
          // A busy machine must not fail a test: no rule is judged by its time.
          testTimeout: 60_000,
        },
      },
      {
        oxc,
        test: {
          name: 'services',
          include: ['{apps,libs}/*/src/**/*.int.ts', 'test/services/**/*.int.ts'],
          globalSetup: ['test/services/servers.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        oxc,
        test: {
          name: 'journeys',
          include: ['test/{journeys,faults}/**/*.e2e.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // What a busy machine shows late is not wrong; the default gives up after a second.
          expect: { poll: { timeout: 30_000 } },
          // They wait more than they work.
          maxWorkers: 2,
        },
      },
    ],
  },
});
