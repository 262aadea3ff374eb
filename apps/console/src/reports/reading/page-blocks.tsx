import { CommentOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { PageBlock, Printed, ReportComment, ReportPage } from '@mingjian/contract/reports';
import type { Chosen } from './chosen';
import { useReadingTexts } from './texts';

interface Around {
  comments: ReportComment[];
  may: { comment: boolean; edit: boolean };
  chosen: Chosen | null;
  /** null: the page is read beside others, and nothing can be chosen. */
  onChoose: ((chosen: Chosen) => void) | null;
}

export function PageBlocks({ page, ...around }: { page: ReportPage } & Around) {
  return (
    <article className="report-page" lang={page.language}>
      <h2 className="report-title">{page.title}</h2>
      {page.blocks.map((block, index) => (
        <ShownBlock key={'id' in block ? block.id : index} block={block} {...around} />
      ))}
    </article>
  );
}

const nothing = {
  comments: [],
  may: { comment: false, edit: false },
  chosen: null,
  onChoose: null,
};

/** A block to be read beside others: its values lead nowhere, and nothing is said about it here. */
export function PlainBlock({ block }: { block: PageBlock }) {
  return <ShownBlock block={block} {...nothing} />;
}

function ShownBlock({ block, ...around }: { block: PageBlock } & Around) {
  const parts = (printed: Printed[]) => <Words parts={printed} {...around} />;
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level + 2}` as 'h3' | 'h4' | 'h5';
      return <Heading>{block.text}</Heading>;
    }
    case 'note':
      return <p className="report-note">{block.text}</p>;
    case 'paragraph':
      return (
        <WithTools blockId={block.id} edited={block.edited} {...around}>
          <p className="report-paragraph">{parts(block.parts)}</p>
          <Notes lines={block.notes} />
        </WithTools>
      );
    case 'figure':
      return (
        <WithTools blockId={block.id} {...around}>
          <figure className="report-figure">
            <div className="report-picture" role="group" aria-label={block.caption} tabIndex={0}>
              <img src={`data:image/svg+xml;utf8,${encodeURIComponent(block.svg)}`} alt={block.alt} />
            </div>
            <figcaption>{block.caption}</figcaption>
            <Notes lines={[block.sentence, ...block.notes]} />
          </figure>
        </WithTools>
      );
    case 'table':
      return (
        <WithTools blockId={block.id} {...around}>
          <div className="table-scroll" role="group" aria-label={block.caption} tabIndex={0}>
            <table className="report-table">
              <caption>
                <span>{block.caption}</span>
              </caption>
              <thead>
                <tr>
                  {block.head.map((head, column) => (
                    <th key={column} scope="col" className={block.align[column]}>
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {block.rows.map(({ mark, cells }, row) =>
                  mark === 'group' ? (
                    <tr key={row} className="group">
                      <th colSpan={block.head.length} scope="rowgroup">
                        {parts(cells[0] ?? [])}
                      </th>
                    </tr>
                  ) : (
                    <tr key={row} className={mark}>
                      {cells.map((cell, column) =>
                        column === 0 ? (
                          <th key={column} scope="row" className={block.align[column]}>
                            {parts(cell)}
                          </th>
                        ) : (
                          <td key={column} className={block.align[column]}>
                            {parts(cell)}
                          </td>
                        ),
                      )}
                    </tr>
                  ),
                )}
              </tbody>
            </table>
          </div>
          <Notes lines={block.notes} />
        </WithTools>
      );
  }
}

/**
 * Words with each value as a button that leads to its source. Not a real button: that is a box, and a line would break
 * between it and the bracket before it.
 */
function Words({ parts, onChoose }: { parts: Printed[] } & Pick<Around, 'onChoose'>) {
  return parts.map(({ text, ref }, index) => {
    if (ref === null || onChoose === null) return <span key={index}>{text}</span>;
    const choose = () => onChoose({ kind: 'value', ref, text });
    return (
      <span
        key={index}
        role="button"
        tabIndex={0}
        className="report-value"
        onClick={choose}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          choose();
        }}
      >
        {text}
      </span>
    );
  });
}

function WithTools({
  blockId,
  edited,
  comments,
  may,
  chosen,
  onChoose,
  children,
}: Around & {
  blockId: string;
  edited?: Extract<PageBlock, { kind: 'paragraph' }>['edited'];
  children: ReactNode;
}) {
  const t = useReadingTexts();
  const threads = comments.filter((each) => each.blockId === blockId && each.replyTo === null);
  const open = threads.filter((each) => each.resolved === null).length;
  const isChosen = chosen !== null && chosen.kind !== 'value' && chosen.blockId === blockId;
  // A figure or table has words of its own; only a paragraph knows `edited`.
  const rewritable = edited !== undefined && may.edit;
  return (
    <div className={isChosen ? 'report-block chosen' : 'report-block'} id={`block-${blockId}`}>
      {children}
      <div className="report-tools">
        {edited && (
          <Tag color={edited.stale ? 'error' : 'default'}>
            {edited.stale ? t('stale') : t('edited', { by: edited.by })}
          </Tag>
        )}
        {edited && edited.typedDigits.length > 0 && (
          <Tag color="warning">{t('typed', { digits: edited.typedDigits.join(' ') })}</Tag>
        )}
        {open > 0 && <Tag color="warning">{t('openThreads', { n: open })}</Tag>}
        {onChoose && (may.comment || threads.length > 0) && (
          <Button
            type="text"
            size="small"
            icon={<CommentOutlined aria-hidden />}
            onClick={() => onChoose({ kind: 'threads', blockId })}
          >
            {threads.length > 0 ? t('commentsOn', { n: threads.length }) : t('comments')}
          </Button>
        )}
        {onChoose && rewritable && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            onClick={() => onChoose({ kind: 'editor', blockId })}
          >
            {t('write')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Notes({ lines }: { lines: string[] }) {
  return lines.map((line, index) => (
    <p key={index} className="report-note">
      {line}
    </p>
  ));
}
