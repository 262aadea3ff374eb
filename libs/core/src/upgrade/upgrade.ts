import type { mongo } from 'mongoose';

export interface UpgradeContext {
  db: mongo.Db;
  client: mongo.MongoClient;
  /** The installation's secret. */
  secret: string;
}

/** What an upgrade did: for the log in both languages, and in figures for the audit log. */
export interface Upgraded {
  said: { zh: string; en: string };
  detail: Record<string, unknown>;
}

/**
 * Brings stored data from the shape of an earlier version to that of this one. It looks at the shape, not at a version:
 * what has the shape already is left alone, so that it goes on where it was cut off and does nothing the second time.
 */
export interface Upgrade {
  /** Never changed once released: by it an installation knows what it has done. */
  id: string;
  /** @returns null where there was nothing to do */
  run(context: UpgradeContext): Promise<Upgraded | null>;
}
