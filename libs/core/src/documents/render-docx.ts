import type { Language } from '@mingjian/contract/localized';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { colours, docxStyles, page, twips } from './docx-style';
import { printedSize } from './drawing-size';
import { pictureOf } from './figure-picture';
import { printableSvg } from './printable';
import { reproducible } from './reproducible-zip';
import type { ResolvedBlock, ResolvedDocument } from './resolve-document';
import { qrSvg, verificationWords, type Verification } from './verification';

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];

/**
 * The report as a Word document to be edited and printed by an office: native headings, tables and captions, charts as
 * pictures with a text alternative. The same model gives the same bytes.
 *
 * @throws Error when the typeface of the charts is not installed
 */
export async function renderDocx(document: ResolvedDocument, verification: Verification): Promise<Buffer> {
  const { language } = document;
  const pictures = await picturesOf(document, verification);
  const entries = document.blocks.filter((block) => block.kind === 'heading' && block.level <= 2).length;
  const file = new Document({
    title: document.title,
    creator: document.agency,
    lastModifiedBy: document.agency,
    styles: docxStyles(language, entries),
    evenAndOddHeaderAndFooters: true,
    sections: [
      { properties: { page }, children: cover(document, verification) },
      {
        properties: { page: { ...page, pageNumbers: { start: 1 } } },
        headers: { default: header(document), even: header(document) },
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: [...contents(language), ...document.blocks.flatMap((block) => children(block, pictures))],
      },
    ],
  });
  const pngs = new Map([...pictures].map(([name, { png }]) => [name, png]));
  return reproducible(await Packer.toBuffer(file), document.composedOn, pngs);
}

type Pictures = ReadonlyMap<string, Awaited<ReturnType<typeof pictureOf>>>;

/** The pictures of a document by name: its figures by their ids, and its QR code. */
async function picturesOf(
  { language, blocks }: ResolvedDocument,
  { address }: Verification,
): Promise<Pictures> {
  const pictures = new Map([[verificationPicture, await pictureOf(qrSvg(address))]]);
  for (const block of blocks) {
    if (block.kind !== 'figure') continue;
    for (const [part, { svg }] of block.paged.parts.entries()) {
      pictures.set(pictureName(block.id, part), await pictureOf(printableSvg(svg, language)));
    }
  }
  return pictures;
}

const verificationPicture = 'verification';
const pictureName = (id: string, part: number) => (part === 0 ? id : `${id}-${part + 1}`);
const noSize = { width: 0, height: 0 };

/**
 * A picture's place. Packing compresses every part, which takes seconds for pictures and gains nothing: the name stands
 * in until the pictures are put in as they are.
 */
function placeOf(
  name: string,
  size: { width: number; height: number },
  altText: { title: string; description: string },
): ImageRun {
  return new ImageRun({
    type: 'png',
    data: Buffer.from(name, 'utf8'),
    transformation: size,
    altText: { name, ...altText },
  });
}

function cover(
  { language, cycle, county, subtitle, cover: lines }: ResolvedDocument,
  { hash, address }: Verification,
): Paragraph[] {
  const { label, sentence } = verificationWords(language);
  return [
    new Paragraph({ style: 'CoverLine', text: cycle, spacing: { before: twips(25), after: twips(18) } }),
    new Paragraph({ style: 'CoverCounty', text: county }),
    new Paragraph({ style: 'CoverTitle', text: subtitle, spacing: { after: twips(45) } }),
    ...lines.map(
      ({ label, value }) =>
        new Paragraph({
          style: 'CoverLine',
          children: [new TextRun({ text: `${label}  `, color: colours.grey }), new TextRun(value)],
        }),
    ),
    new Paragraph({
      style: 'CoverLine',
      spacing: { before: twips(8), after: 60 },
      children: [
        // 20 mm.
        placeOf(verificationPicture, { width: 76, height: 76 }, { title: label, description: address }),
      ],
    }),
    new Paragraph({ style: 'CoverNote', text: `${sentence} ${label} ${hash.slice(0, 16)}` }),
  ];
}

function contents(language: Language) {
  return [
    new Paragraph({ style: 'ContentsTitle', text: language === 'en' ? 'Contents' : '目录' }),
    new TableOfContents(language === 'en' ? 'Contents' : '目录', {
      headingStyleRange: '1-2',
      // Only Word knows its pages, and it asks before it counts them: links serve without.
      pageNumbersEntryLevelsRange: '1-2',
      hyperlink: true,
    }),
    // As low as it can be: it must not take a page of its own.
    new Paragraph({
      style: 'Gap',
      spacing: { line: 20, lineRule: 'exact', after: 0 },
      children: [new PageBreak()],
    }),
  ];
}

const header = ({ title }: ResolvedDocument) =>
  new Header({ children: [new Paragraph({ style: 'RunningHead', text: title })] });

/** GB/T 9704: odd pages at the right, even ones at the left, one character in. */
const footer = (alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        style: 'PageNumber',
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });

function children(block: ResolvedBlock, pictures: Pictures): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: headings[block.level - 1], text: block.text })];
    case 'paragraph':
      return [new Paragraph({ style: 'BodyText', text: block.text }), ...notes(block.notes)];
    case 'note':
      return notes([block.text]);
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })];
    case 'table':
      return [
        new Paragraph({ style: 'Caption', text: block.caption, keepNext: true }),
        table(block),
        ...notes(block.notes),
        new Paragraph({ style: 'Gap' }),
      ];
    case 'figure':
      return figure(block, pictures);
  }
}

const notes = (lines: readonly string[]) => lines.map((text) => new Paragraph({ style: 'Note', text }));

function figure(block: Extract<ResolvedBlock, { kind: 'figure' }>, pictures: Pictures): Paragraph[] {
  const parts = block.paged.parts.flatMap(({ alt }, part) => {
    const name = pictureName(block.id, part);
    const title = part === 0 ? block.caption : block.paged.continued;
    // The type area is 156 mm wide: 590 px at 96 dots an inch.
    const size = printedSize(pictures.get(name) ?? noSize);
    return [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext: true,
        children: [placeOf(name, size, { title, description: alt })],
      }),
      new Paragraph({ style: 'Caption', text: title, keepNext: part === block.paged.parts.length - 1 }),
    ];
  });
  return [...parts, ...notes([block.sentence, ...block.notes]), new Paragraph({ style: 'Gap' })];
}

const sides = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER };
const line = (size: number, color: string) => ({ style: BorderStyle.SINGLE, size, color });
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

function table(block: Extract<ResolvedBlock, { kind: 'table' }>): Table {
  const sum = block.widths.reduce((total, width) => total + width, 0);
  const columnWidths = block.widths.map((width) => Math.round((twips(156) * width) / sum));
  const cell = (text: string, column: number, style: string, look: { color?: string } = {}) =>
    new TableCell({
      verticalAlign: VerticalAlignTable.CENTER,
      width: { size: columnWidths[column] ?? 0, type: WidthType.DXA },
      children: [
        new Paragraph({
          style,
          alignment: sides[block.align[column] ?? 'left'],
          children: [new TextRun({ text, ...look })],
        }),
      ],
    });
  const rows = block.rows.map(({ mark, cells }) => {
    if (mark === 'group')
      return new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            columnSpan: block.head.length,
            shading: { fill: colours.band },
            children: [new Paragraph({ style: 'TableHead', text: cells[0]?.text ?? '', keepNext: true })],
          }),
        ],
      });
    return new TableRow({
      cantSplit: true,
      children: cells.map(({ text }, column) =>
        mark === 'attention' && column === 0
          ? cell(text, column, 'TableHead', { color: colours.cinnabar })
          : cell(text, column, 'TableText'),
      ),
    });
  });
  return new Table({
    columnWidths,
    width: { size: twips(156), type: WidthType.DXA },
    borders: {
      top: line(12, colours.blue),
      bottom: line(12, colours.blue),
      left: none,
      right: none,
      insideHorizontal: line(4, colours.light),
      insideVertical: none,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: block.head.map((text, column) => cell(text, column, 'TableHead')),
      }),
      ...rows,
    ],
  });
}
