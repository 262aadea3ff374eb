import type { Indicator } from '@mingjian/contract/indicators';
import type { IndicatorChanges, ItemMapping } from '@mingjian/contract/surveys';
import { readsTheSame } from './reworded';

/**
 * What became of the indicators that items were mapped to in an earlier cycle: gone, or another one under the same code.
 * The mapping is never moved by itself, since a code may have come to mean something else; where the old name stands now
 * is said.
 */
export function indicatorChangesSince(
  items: readonly ItemMapping[],
  before: readonly Indicator[],
  after: readonly Indicator[],
): Omit<IndicatorChanges, 'since'> {
  const nameOf = ({ nameZh, nameEn }: Indicator) => ({ zh: nameZh, en: nameEn });
  const sameName = (indicator: Indicator) => (other: Indicator) =>
    other.level === indicator.level && readsTheSame(other.nameZh, indicator.nameZh);
  const second = (tree: readonly Indicator[]) => tree.filter(({ level }) => level === 2);
  const missing = (from: readonly Indicator[], tree: readonly Indicator[]) =>
    second(from)
      .filter((indicator) => !tree.some(sameName(indicator)))
      .map((indicator) => ({ code: indicator.code, name: nameOf(indicator) }));
  return {
    items: items.flatMap(({ code, indicatorCode }) => {
      const old = before.find((each) => each.code === indicatorCode);
      if (indicatorCode === null || !old) return [];
      const now = after.find((each) => each.code === indicatorCode);
      if (now && readsTheSame(now.nameZh, old.nameZh)) return [];
      return [
        {
          code,
          indicatorCode,
          state: now ? ('renamed' as const) : ('gone' as const),
          before: nameOf(old),
          after: now ? nameOf(now) : null,
          nowAt: after.find(sameName(old))?.code ?? null,
        },
      ];
    }),
    added: missing(after, before),
    removed: missing(before, after),
  };
}
