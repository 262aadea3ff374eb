import { EmptyState, Section, TableImport } from '../components';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { fileColumns, importFrame, importMargins } from './requests';
import { useTexts } from './texts';

const tables = '.csv,.xlsx,text/csv';

export function FramePart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const person = usePerson();
  if (person.role !== 'agency') return <EmptyState title={t('readOnly')} />;
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
          send={importFrame}
          refresh={[['cycle', cycleId]]}
          summary={(reply) => (
            <ul className="plain">
              <li>
                {t('frameChanges', {
                  added: formats.number(reply.changes.added),
                  changed: formats.number(reply.changes.changed),
                  gone: formats.number(reply.changes.gone),
                })}
              </li>
              <li>{t('schools', { n: formats.number(reply.schools) })}</li>
              <li>{t('classes', { n: formats.number(reply.classes) })}</li>
              {reply.byStage.map((each) => (
                <li key={each.stage}>
                  {common(`stage.${each.stage}`)}: {formats.number(each.schools)}
                </li>
              ))}
              <li>
                {common('encoding')}: {reply.encoding}
              </li>
            </ul>
          )}
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
          send={importMargins}
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
