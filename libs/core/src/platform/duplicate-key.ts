/** Whether MongoDB refused a write because a unique index holds its key already. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 11000;
}
