import type { ClientSession, Connection } from 'mongoose';

/**
 * Runs `work` in one transaction with majority and journal, so that nothing half-written stays. The driver runs it
 * again on TransientTransactionError (a write conflict, an election): `work` must have no effect outside the session.
 *
 * @returns what `work` returned in the attempt that was committed
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
    });
  } finally {
    await session.endSession();
  }
}
