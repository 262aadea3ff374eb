import { createHash } from 'node:crypto';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import { codedItems } from '@mingjian/questionnaire';
import { totalDuration, type AnswerRow } from './screens';

/** Answers in one document of a snapshot. */
const CHUNK_ROWS = 2000;
/** Stands for "nobody timed it"; the longest time is one less. */
const UNTIMED = 0xffff_ffff;

/** 快照块: the answers of one county × audience in columns, one byte an item, in an order that tells nothing of time. */
export interface SnapshotChunk {
  rows: number;
  /** The cells that the rows' numbers point into. */
  cellIds: string[];
  /** By row: position in cellIds, two bytes little-endian. */
  cell: Buffer;
  /** By row: milliseconds on the whole form, four bytes little-endian; all bits set where nobody timed it. */
  duration: Buffer;
  /** By item code: a byte a row, 0 for no answer, otherwise the value plus one. Open texts are not in a snapshot. */
  items: Record<string, Buffer>;
}

/**
 * The items that a snapshot keeps: those answered by one small whole number, rows of a Likert matrix among them. What
 * is typed, ranked or chosen several at a time has no place in an index.
 */
export function snapshotItems({ json, items }: Pick<SurveyVersion, 'json' | 'items'>): string[] {
  const coded = new Set(codedItems(json));
  return items.filter((item) => item.role !== 'open' && coded.has(item.code)).map((item) => item.code);
}

/**
 * Cuts the answers of one county × audience into chunks.
 * @param describeCell a cell's content without its random id, for the hash and the order.
 * @returns the chunks and the SHA-256 over the answers' content; both are the same whatever the order of `rows`.
 * @throws RangeError for a value that a byte cannot hold.
 */
export function toChunks(
  rows: readonly AnswerRow[],
  itemCodes: readonly string[],
  describeCell: (cellId: string) => string,
): { chunks: SnapshotChunk[]; hash: string } {
  const described = rows.map((row) => {
    const bytes = Buffer.from(itemCodes.map((code) => toByte(row.answers[code])));
    const timed = totalDuration(row);
    const duration = timed === null ? UNTIMED : Math.min(timed, UNTIMED - 1);
    return {
      row,
      bytes,
      duration,
      content: `${describeCell(row.cellId)}|${bytes.toString('hex')}|${duration}`,
    };
  });
  described.sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0));
  const digest = createHash('sha256');
  for (const each of described) digest.update(each.content).update('\n');
  const chunks: SnapshotChunk[] = [];
  for (let from = 0; from < described.length; from += CHUNK_ROWS) {
    chunks.push(toChunk(described.slice(from, from + CHUNK_ROWS), itemCodes));
  }
  return { chunks, hash: digest.digest('hex') };
}

/** Reads the chunks back; the whole duration stands under one key, since a snapshot keeps no item times. */
export function fromChunks(chunks: readonly SnapshotChunk[]): AnswerRow[] {
  return chunks.flatMap((chunk) => {
    const columns = Object.entries(chunk.items);
    return Array.from({ length: chunk.rows }, (_, row) => {
      const answers: Record<string, number> = {};
      for (const [code, column] of columns) {
        const byte = column[row] ?? 0;
        if (byte > 0) answers[code] = byte - 1;
      }
      return {
        cellId: chunk.cellIds[chunk.cell.readUInt16LE(row * 2)] ?? '',
        answers,
        durations: durationsOf(chunk.duration.readUInt32LE(row * 4)),
      };
    });
  });
}

function toChunk(
  rows: readonly { row: AnswerRow; bytes: Buffer; duration: number }[],
  itemCodes: readonly string[],
): SnapshotChunk {
  const cellIds = [...new Set(rows.map(({ row }) => row.cellId))];
  const position = new Map(cellIds.map((id, index) => [id, index]));
  const cell = Buffer.alloc(rows.length * 2);
  const duration = Buffer.alloc(rows.length * 4);
  rows.forEach((each, index) => {
    cell.writeUInt16LE(position.get(each.row.cellId) ?? 0, index * 2);
    duration.writeUInt32LE(each.duration, index * 4);
  });
  const items = Object.fromEntries(
    itemCodes.map((code, column) => [code, Buffer.from(rows.map(({ bytes }) => bytes[column] ?? 0))]),
  );
  return { rows: rows.length, cellIds, cell, duration, items };
}

function durationsOf(duration: number): AnswerRow['durations'] {
  return duration === UNTIMED ? null : { all: duration };
}

function toByte(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 254)
    throw new RangeError(`a snapshot holds whole numbers from 0 to 254, not ${String(value)}`);
  return value + 1;
}
