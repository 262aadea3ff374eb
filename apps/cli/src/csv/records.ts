import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const COMMA = 44;
const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;
const CHUNK = 1 << 20;
const LONGEST = 1 << 26;

/** What takes a file's fields, one after another. */
export interface RecordSink {
  /** The bytes from `start` up to `end` are valid during the call only. @param field number in its record, from 0 */
  field(field: number, bytes: Uint8Array, start: number, end: number): void;
  endRecord(fields: number): void;
  /** Called once, after the first chunk: about how many records the whole file has. */
  expect(records: number): void;
}

/** A file that is no table of text. */
export class UnreadableFile extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
    this.name = 'UnreadableFile';
  }
}

/**
 * Streams the records of a CSV (RFC 4180; LF or CRLF; a UTF-8 byte order mark and blank lines are passed over). All it holds
 * is a chunk of the file. Safe for GBK, whose second bytes are never a comma, a quote or a line end.
 * @throws UnreadableFile for UTF-16, a quote that does not close, or a record beyond 64 MB
 */
export function readRecords(path: string, sink: RecordSink): void {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const parser = new Parser(sink);
    let buffer: Uint8Array = new Uint8Array(CHUNK);
    let filled = 0;
    for (let chunk = 0; ; chunk++) {
      const read = readSync(file, buffer, filled, buffer.length - filled, null);
      filled += read;
      const used = parser.parse(buffer, chunk === 0 ? lengthOfMark(buffer, filled) : 0, filled, read === 0);
      if (read === 0) return;
      if (chunk === 0 && parser.records > 0) sink.expect(Math.ceil((size / used) * parser.records * 1.02));
      buffer.copyWithin(0, used, filled);
      filled -= used;
      if (filled === buffer.length) buffer = doubled(buffer);
    }
  } finally {
    closeSync(file);
  }
}

function doubled(buffer: Uint8Array): Uint8Array {
  if (buffer.length >= LONGEST)
    throw new UnreadableFile('有一行超过 64 MB', 'a record is longer than 64 MB; this is no CSV');
  const larger = new Uint8Array(buffer.length * 2);
  larger.set(buffer);
  return larger;
}

function lengthOfMark(bytes: Uint8Array, filled: number): number {
  if (filled >= 2 && bytes[0]! + bytes[1]! === 0xff + 0xfe && (bytes[0] === 0xff || bytes[1] === 0xff))
    throw new UnreadableFile(
      '文件是 UTF-16 编码，应为 UTF-8 或 GBK',
      'the file is UTF-16; it should be UTF-8 or GBK',
    );
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

class Parser {
  records = 0;
  private scratch = new Uint8Array(256);
  constructor(private readonly sink: RecordSink) {}

  /** @returns up to where the bytes belong to complete records */
  parse(bytes: Uint8Array, start: number, end: number, isLast: boolean): number {
    let at = start;
    // Looked for once and kept: most files have no quote at all.
    let quote = at - 1;
    while (at < end) {
      if (quote !== Infinity && quote < at) quote = positionOf(QUOTE, bytes, at, end);
      let stop = positionOf(LINE_FEED, bytes, at, end);
      const isQuoted = quote < stop && quote < end;
      if (isQuoted) stop = endOfQuoted(bytes, at, end, isLast);
      if (stop === Infinity) {
        if (!isLast) return at;
        stop = end;
      }
      const last = stop > at && bytes[stop - 1] === RETURN ? stop - 1 : stop;
      if (last > at) {
        this.sink.endRecord(isQuoted ? this.splitQuoted(bytes, at, last) : this.split(bytes, at, last));
        this.records += 1;
      }
      at = stop + 1;
    }
    return Math.min(at, end);
  }

  private split(bytes: Uint8Array, start: number, end: number): number {
    const { sink } = this;
    let field = 0;
    let from = start;
    for (let at = start; at < end; at++) {
      if (bytes[at] !== COMMA) continue;
      sink.field(field++, bytes, from, at);
      from = at + 1;
    }
    sink.field(field++, bytes, from, end);
    return field;
  }

  private splitQuoted(bytes: Uint8Array, start: number, end: number): number {
    let field = 0;
    let at = start;
    for (;;) {
      let stop = at;
      if (bytes[at] === QUOTE) {
        if (this.scratch.length < end - at) this.scratch = new Uint8Array(end - at);
        let length = 0;
        for (stop = at + 1; stop < end; stop++) {
          if (bytes[stop] === QUOTE) {
            if (bytes[stop + 1] !== QUOTE || stop + 1 >= end) break;
            stop++;
          }
          this.scratch[length++] = bytes[stop]!;
        }
        this.sink.field(field++, this.scratch, 0, length);
        while (stop < end && bytes[stop] !== COMMA) stop++;
      } else {
        while (stop < end && bytes[stop] !== COMMA) stop++;
        this.sink.field(field++, bytes, at, stop);
      }
      if (stop >= end) return field;
      at = stop + 1;
    }
  }
}

/** @returns Infinity where the byte does not occur */
function positionOf(byte: number, bytes: Uint8Array, start: number, end: number): number {
  const at = bytes.indexOf(byte, start);
  return at < 0 || at >= end ? Infinity : at;
}

function endOfQuoted(bytes: Uint8Array, start: number, end: number, isLast: boolean): number {
  let isInside = false;
  for (let at = start; at < end; at++) {
    if (bytes[at] === QUOTE) isInside = !isInside;
    else if (bytes[at] === LINE_FEED && !isInside) return at;
  }
  if (isInside && isLast)
    throw new UnreadableFile(
      '有一个引号没有结束；文件可能只传了一半',
      'a quote does not close; half a file?',
    );
  return Infinity;
}
