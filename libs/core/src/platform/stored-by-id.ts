/**
 * Stores a collection in the order of its `_id` (a clustered collection): where ids are random, a walk through the files
 * tells nothing of the order in which the documents came.
 */
export const storedById = { clusteredIndex: { key: { _id: 1 }, unique: true } } as const;
