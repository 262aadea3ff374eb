interface Merged {
  monitoringHash: string | null;
}

/**
 * Which merge stands, and which no longer do (the latest first). A merge is overtaken when another monitoring report
 * has been accepted since: the conclusion was drawn from one that no longer holds.
 *
 * @param last the last merge
 * @param before merges before that, the latest first
 * @param accepted the county's accepted monitoring report
 */
export function mergesAsTheyStand<M extends Merged>(
  last: M | null,
  before: readonly M[],
  accepted: { hash: string } | null,
): { merged: M | null; earlier: M[] } {
  const overtaken = last !== null && accepted !== null && last.monitoringHash !== accepted.hash;
  return overtaken ? { merged: null, earlier: [last, ...before] } : { merged: last, earlier: [...before] };
}
