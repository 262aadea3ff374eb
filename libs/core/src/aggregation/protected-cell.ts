import type { Estimate } from '@mingjian/contract/aggregation';

/** An estimate with what an attacker may know of it and what nobody may. */
export interface Cell {
  scope: Estimate['scope'];
  key: string;
  /** The dimension that an item counts to. */
  dimension: string | null;
  /** An item that is part of the audience's index. */
  isScored: boolean;
  cut: Estimate['cut'];
  group: string;
  /** People in the group, and those of them with a value. */
  persons: number;
  n: number;
  /** Sum of the weights of those with a value. */
  population: number;
  /** By measure; null where nobody has a value. */
  means: (number | null)[];
}

/** Hidden because few people are behind it, or because it would give such a one away. */
export type Hidden = 'primary' | 'complementary' | null;
