/** A share as a bar with its number beside it. */
export function Rate({ share, shown }: { share: number | null; shown: string }) {
  return (
    <span className="rate">
      <span className="rate-bar" aria-hidden>
        <span style={{ width: `${Math.min(100, (share ?? 0) * 100)}%` }} />
      </span>
      <span className="rate-number">{shown}</span>
    </span>
  );
}
