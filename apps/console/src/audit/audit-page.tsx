import { Button, Pagination } from 'antd';
import { useState } from 'react';
import type { AuditEntry } from '@mingjian/contract/identity';
import {
  type Column,
  DataTable,
  EmptyState,
  HashText,
  PageHeader,
  QueryView,
  Section,
  StatusMark,
} from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { useAuditPage, useVerdict } from './requests';
import { useTexts } from './texts';

export function Component() {
  const t = useTexts();
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <Verdict />
      <Entries />
    </>
  );
}

function Verdict() {
  const t = useTexts();
  const formats = useFormats();
  const query = useVerdict();
  return (
    <Section
      title={t('verdict')}
      actions={
        <Button loading={query.isFetching} onClick={() => void query.refetch()}>
          {t('again')}
        </Button>
      }
    >
      <QueryView query={query} rows={1}>
        {(verdict) =>
          verdict.intact ? (
            <StatusMark mark="done">{t('intact', { n: formats.number(verdict.entries) })}</StatusMark>
          ) : (
            <StatusMark mark="late">{t('broken', { n: formats.number(verdict.brokenAt) })}</StatusMark>
          )
        }
      </QueryView>
    </Section>
  );
}

function Entries() {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const [page, setPage] = useState(1);
  const query = useAuditPage(page);
  const [pageSize, setPageSize] = useState(0);
  const length = query.data?.entries.length ?? 0;
  // The server decides how long a page is: the first one, being full, tells.
  if (length > pageSize) setPageSize(length);
  const columns: Column<AuditEntry>[] = [
    { key: 'sequence', title: t('sequence'), value: (row) => row.sequence, numeric: true, width: 80 },
    { key: 'at', title: t('at'), value: (row) => row.at, show: (row) => formats.moment(row.at), width: 190 },
    {
      key: 'actor',
      title: t('actor'),
      value: (row) => row.actor,
      show: (row) => <Shortened text={row.actor} />,
      filter: true,
    },
    {
      key: 'action',
      title: t('action'),
      value: (row) => row.action,
      show: (row) => <code>{row.action}</code>,
      filter: true,
    },
    {
      key: 'subject',
      wrap: true,
      title: t('subject'),
      value: (row) => row.subject,
      show: (row) => <Shortened text={row.subject} />,
    },
    {
      key: 'hash',
      title: common('hash'),
      value: (row) => row.hash,
      show: (row) => <HashText hash={row.hash} />,
    },
  ];
  return (
    <Section title={t('entries')}>
      <QueryView query={query} rows={10}>
        {(data) => (
          <>
            <DataTable
              label={t('entries')}
              rows={data.entries}
              columns={columns}
              rowKey={(row) => row.sequence}
              fileName={`audit-${page}`}
              total={data.total}
              pageSize={Math.max(20, pageSize)}
              loading={query.isPlaceholderData}
              expand={(row) => (
                <>
                  <pre className="entry-detail">{JSON.stringify(row.detail, null, 2)}</pre>
                  <p className="hint">
                    {t('previousHash')}: <span className="hash">{row.previousHash}</span>
                  </p>
                </>
              )}
              empty={<EmptyState title={t('none')} next={t('noneNext')} />}
            />
            {data.total > pageSize && (
              <Pagination
                className="pages"
                size="small"
                current={page}
                pageSize={pageSize || 1}
                total={data.total}
                showSizeChanger={false}
                onChange={setPage}
              />
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}

/** Identifiers are long and mean little to the eye: the first group stands for them, the whole is a hover away. */
function Shortened({ text }: { text: string }) {
  const short = text.replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '$1…');
  return <span title={short === text ? undefined : text}>{short}</span>;
}
