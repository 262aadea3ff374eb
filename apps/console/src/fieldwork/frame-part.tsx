import { Alert } from 'antd';
import { frameImport, marginsImport, type FrameImport } from '@mingjian/contract/registry';
import { type Column, DataTable, Section, TableImport } from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { fileColumns } from './requests';
import { useTexts } from './texts';

const tables = '.csv,.xlsx,text/csv';

export function FramePart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  return (
    <div className="stack narrow">
      <Section title={t('frameImport')} about={t('frameImportAbout')}>
        <TableImport
          parts={[
            {
              name: 'schools',
              label: t('schoolsFile'),
              hint: t('schoolsHint'),
              accept: tables,
              columns: fileColumns('schools'),
            },
            {
              name: 'classes',
              label: t('classesFile'),
              hint: t('classesHint'),
              accept: tables,
              columns: fileColumns('classes'),
            },
          ]}
          path="/frame"
          reply={frameImport}
          refresh={[['cycle', cycleId]]}
          summary={(reply) => <FrameSummary reply={reply} />}
        />
      </Section>
      <Section title={t('marginsImport')} about={t('marginsAbout')}>
        <TableImport
          parts={[
            {
              name: 'file',
              label: t('marginsFile'),
              hint: t('marginsHint'),
              accept: tables,
              columns: fileColumns('margins'),
            },
          ]}
          path="/margins"
          reply={marginsImport}
          refresh={[]}
          summary={(reply) => (
            <ul className="plain">
              <li>{t('margins', { n: formats.number(reply.margins), counties: reply.counties })}</li>
              <li>
                {common('encoding')}: {reply.encoding}
              </li>
            </ul>
          )}
        />
      </Section>
    </div>
  );
}

/** What would be stored, or is; what might be missing stands first. */
function FrameSummary({ reply }: { reply: FrameImport }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const countyName = useCountyName();
  const { changes, leftOut, withoutClasses, byStage } = reply;
  type Row = FrameImport['byCounty'][number];
  const count = (key: 'schools' | 'classes' | 'teachers' | 'pupils'): Column<Row> => ({
    key,
    title: t(`frame.${key}`),
    value: (row) => row[key],
    show: (row) => formats.number(row[key]),
    numeric: true,
  });
  const stages = byStage.filter(({ schools }) => schools > 0);
  return (
    <div className="stack">
      {reply.dryRun && changes.gone > 0 && (
        <Alert type="warning" showIcon title={t('frameGone', { n: formats.number(changes.gone) })} />
      )}
      {withoutClasses > 0 && (
        <Alert type="warning" showIcon title={t('withoutClasses', { n: formats.number(withoutClasses) })} />
      )}
      <ul className="plain">
        <li>
          {t('frameChanges', {
            added: formats.number(changes.added),
            changed: formats.number(changes.changed),
            gone: formats.number(changes.gone),
          })}
        </li>
        <li>
          {t('frameTotal', {
            schools: formats.number(reply.schools),
            classes: formats.number(reply.classes),
          })}
          {stages.map(({ stage, schools }) => ` · ${common(`stage.${stage}`)} ${formats.number(schools)}`)}
        </li>
        {leftOut > 0 && <li>{t('leftOut', { n: formats.number(leftOut) })}</li>}
        <li>
          {common('encoding')}: {reply.encoding}
        </li>
      </ul>
      <DataTable
        label={t('frameStored')}
        rows={reply.byCounty}
        columns={[
          { key: 'county', title: common('county'), value: (row) => countyName(row.countyCode) },
          count('schools'),
          count('classes'),
          count('teachers'),
          count('pupils'),
        ]}
        rowKey={(row) => row.countyCode}
        fileName="frame-by-county"
      />
    </div>
  );
}
