/** What one person did at the doors, known to the test alone. In the order in which they came. */
export interface Visit {
  /** As it stands on the slip. */
  code: string;
  /** What the code store keeps of it. */
  codeHash: string;
  token: string;
  signature: string;
  blindedMessage: string;
  /** What the answer store keeps of the token. */
  nonce: string;
  /** Words that only this person wrote. */
  words: string;
}

type Document = Readonly<Record<string, unknown>>;

/** Everything that somebody who holds the servers could lay side by side. */
export interface Dump {
  /** By collection, in the order in which the server hands them out when nothing is asked. */
  collections: ReadonlyMap<string, readonly Document[]>;
  /** Lines of logs and keys and values of Redis, with where they are from. */
  lines: readonly { from: string; text: string }[];
}

/**
 * |ρ| that 500 pairs without any relation reach less than once in ten million tries (ρ·√(n−1) is standard normal, and
 * this is its 5.3): the test cannot fail by chance, and an order that is kept gives 1.
 */
const mostCorrelation = (pairs: number) => 5.3 / Math.sqrt(pairs - 1);

/**
 * Every way in which a code could be joined with an answer, in words; none means that the two stores cannot be joined by
 * value, by time or by order, and that nothing else holds what would join them.
 *
 * @param shared ids that both stores name on purpose: surveys and cells
 */
export function linksOf(dump: Dump, visits: readonly Visit[], shared: ReadonlySet<string>): string[] {
  const codes = dump.collections.get('codes') ?? [];
  const answers = dump.collections.get('responses') ?? [];
  return [
    ...sharedValues(codes, answers, shared),
    ...moments('codes', codes),
    ...moments('responses', answers),
    ...keptOrder('codes', codes, '_id', visits, (visit) => visit.codeHash),
    ...keptOrder('responses', answers, 'nonce', visits, (visit) => visit.nonce),
    ...strayValues(dump, visits, answers),
  ];
}

function sharedValues(
  codes: readonly Document[],
  answers: readonly Document[],
  shared: ReadonlySet<string>,
): string[] {
  const ofCodes = new Set(codes.flatMap(leaves).filter(isTelling));
  const both = new Set(answers.flatMap(leaves).filter((value) => ofCodes.has(value) && !shared.has(value)));
  return [...both].map((value) => `both stores hold ${value}`);
}

/** Long enough to be no answer, number of an option or word of a language. */
function isTelling(value: string): boolean {
  return value.length > 6;
}

/** Anything finer than a day: dates, ids that hold a time, texts with an hour, numbers as large as an epoch. */
function moments(store: string, documents: readonly Document[]): string[] {
  const found = new Set<string>();
  for (const document of documents)
    for (const [path, value] of entries(document)) {
      const text = String(value);
      const kind = Object.prototype.toString.call(value);
      const holdsTime =
        kind === '[object Date]' ||
        /^[0-9a-f]{24}$/.test(text) ||
        /\d{4}-\d\d-\d\d[T ]\d\d/.test(text) ||
        /^[0-9a-f]{8}-[0-9a-f]{4}-[13567][0-9a-f]{3}-/.test(text) ||
        (typeof value === 'number' && value > 1e9);
      if (holdsTime) found.add(`${store}.${path} holds a moment`);
    }
  return [...found];
}

/** Spearman's rank correlation between how the server hands out and how people came. */
function keptOrder(
  store: string,
  documents: readonly Document[],
  field: string,
  visits: readonly Visit[],
  nameOf: (visit: Visit) => string,
): string[] {
  const position = new Map(documents.map((document, index) => [String(document[field]), index]));
  const places = visits.flatMap((visit) => position.get(nameOf(visit)) ?? []);
  if (places.length !== visits.length) return [`${store} lacks what people did there`];
  const rho = spearman(places);
  return Math.abs(rho) > mostCorrelation(places.length)
    ? [`the order of ${store} is that of arrival: ρ = ${rho.toFixed(3)}`]
    : [];
}

/** Spearman's ρ of distinct values with their positions. */
export function spearman(values: readonly number[]): number {
  const ranks = new Map([...values].sort((a, b) => a - b).map((value, rank) => [value, rank]));
  const n = values.length;
  const squares = values.reduce((sum, value, index) => sum + ((ranks.get(value) ?? 0) - index) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

/** Where a secret of a visit turns up outside of the one collection that may hold it. */
function strayValues(dump: Dump, visits: readonly Visit[], answers: readonly Document[]): string[] {
  const ids = answers.map((answer) => String(answer._id));
  const homes: [what: string, values: string[], home: string | null][] = [
    ['a code', visits.flatMap(({ code }) => [code, code.replace('-', '')]), null],
    ['a token', visits.map(({ token }) => token), null],
    ['a signature', visits.map(({ signature }) => signature), null],
    ['a blinded message', visits.map(({ blindedMessage }) => blindedMessage), null],
    ['the hash of a code', visits.map(({ codeHash }) => codeHash), 'codes'],
    ['a nonce', visits.map(({ nonce }) => nonce), 'responses'],
    ['the id of an answer', ids, 'responses'],
    ['words of an answer', visits.map(({ words }) => words), 'responses'],
  ];
  const texts = [
    ...[...dump.collections].map(([from, documents]) => ({ from, text: JSON.stringify(documents) })),
    ...dump.lines,
  ];
  const found = new Set<string>();
  for (const [what, values, home] of homes)
    for (const { from, text } of texts)
      if (from !== home && values.some((value) => text.includes(value))) found.add(`${from} holds ${what}`);
      else if (from === home && !values.every((value) => text.includes(value)))
        found.add(`${from} lacks ${what}, so the search for it proves nothing`);
  return [...found];
}

function entries(value: unknown, path = ''): [path: string, value: unknown][] {
  if (value === null || typeof value !== 'object' || value instanceof Date || '_bsontype' in value)
    return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    entries(inner, path === '' ? key : `${path}.${key}`),
  );
}

function leaves(document: Document): string[] {
  return entries(document).map(([, value]) => String(value));
}
