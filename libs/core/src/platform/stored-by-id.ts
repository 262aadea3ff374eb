/**
 * Stores a collection in the order of its `_id` (a clustered collection): where ids are random, a walk through the files
 * tells nothing of the order in which the documents came. A first insert would make a plain collection, so it is made
 * before.
 */
export const storedById = {
  autoCreate: true,
  clusteredIndex: { key: { _id: 1 }, unique: true },
} as const;
