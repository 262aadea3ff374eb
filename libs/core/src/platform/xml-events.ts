import { StringDecoder } from 'node:string_decoder';
import { setImmediate as turn } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** A few milliseconds of work. */
const PIECE = 32 * 1024;

export interface XmlReader {
  /** The name is without its prefix. Whoever has read enough says so by false. */
  open?(name: string, attributes: Record<string, string>): boolean | void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads XML piece by piece, so that whoever else waits for this process has a turn in between.
 *
 * @throws Error when it is not well-formed, or ends too soon
 */
export async function readXml(xml: Uint8Array, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  let isEnough = false;
  parser.on('opentag', ({ name, attributes }) => {
    isEnough ||= reader.open?.(local(name), attributes) === false;
  });
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => reader.close?.(local(name)));
  const decoder = new StringDecoder('utf8');
  for (let at = 0; at < xml.length; at += PIECE) {
    parser.write(decoder.write(xml.subarray(at, at + PIECE) as Buffer));
    if (isEnough) return;
    await turn();
  }
  parser.write(decoder.end()).close();
}
