/** An estimate on a 0–100 axis as a dot, its 95% interval as a whisker. Words beside it carry the same numbers. */
export function IntervalBar({
  estimate,
  ci,
}: {
  estimate: number | null;
  ci: readonly [number, number] | null;
}) {
  if (estimate === null) return null;
  const low = Math.max(0, ci?.[0] ?? estimate);
  const high = Math.min(100, ci?.[1] ?? estimate);
  return (
    <svg className="interval-bar" viewBox="-2 0 104 12" preserveAspectRatio="none" aria-hidden>
      <line x1="0" x2="100" y1="6" y2="6" className="axis" vectorEffect="non-scaling-stroke" />
      {[0, 50, 100].map((at) => (
        <line key={at} x1={at} x2={at} y1="3" y2="9" className="axis" vectorEffect="non-scaling-stroke" />
      ))}
      <line x1={low} x2={high} y1="6" y2="6" className="whisker" vectorEffect="non-scaling-stroke" />
      <line
        x1={estimate}
        x2={estimate}
        y1="1.5"
        y2="10.5"
        className="point"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
