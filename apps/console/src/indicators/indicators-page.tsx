import { Select, Tabs } from 'antd';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { valuesImport, type IndicatorSheet } from '@mingjian/contract/indicators';
import { EmptyState, PageHeader, QueryView, Section, TableImport } from '../components';
import { useCounties, useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { type Leaf, leavesOf } from './leaves';
import { LeafList } from './leaf-list';
import { LeafTree } from './leaf-tree';
import { useIndicators } from './requests';
import { useTexts } from './texts';
import { TreeImport } from './tree-import';
import { ValueEditor } from './value-editor';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const person = usePerson();
  const counties = useCounties();
  const countyName = useCountyName();
  const [search, setSearch] = useSearchParams();
  const county = person.countyCode ?? search.get('county') ?? counties.data?.[0]?.code;
  const query = useIndicators(cycleId, county);
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          person.countyCode === null && (
            <Select
              className="county-choice"
              aria-label={common('county')}
              value={county}
              options={(counties.data ?? []).map((each) => ({
                value: each.code,
                label: countyName(each.code),
              }))}
              onChange={(code) => setSearch({ county: code }, { replace: true })}
            />
          )
        }
      />
      <QueryView query={query} rows={12}>
        {(sheet) => <Sheet cycleId={cycleId} sheet={sheet} county={county ?? ''} />}
      </QueryView>
    </>
  );
}

function Sheet({ cycleId, sheet, county }: { cycleId: string; sheet: IndicatorSheet; county: string }) {
  const t = useTexts();
  const formats = useFormats();
  const person = usePerson();
  const [edited, setEdited] = useState<Leaf | null>(null);
  const files = person.role === 'office' || person.role === 'county';
  if (sheet.indicators.length === 0) {
    return person.role === 'office' ? (
      <div className="stack">
        <EmptyState title={t('none')} next={t('noneOffice')} />
        <TreeImport cycleId={cycleId} />
      </div>
    ) : (
      <EmptyState title={t('none')} next={t('noneOther')} />
    );
  }
  const leaves = leavesOf(sheet, county);
  const onEdit = files ? setEdited : null;
  return (
    <>
      <Tabs
        items={[
          {
            key: 'tree',
            label: t('tree'),
            children: <LeafTree sheet={sheet} leaves={leaves} onEdit={onEdit} />,
          },
          {
            key: 'list',
            label: t('list'),
            children: <LeafList sheet={sheet} leaves={leaves} onEdit={onEdit} />,
          },
          ...(files
            ? [
                {
                  key: 'import',
                  label: t('importValues'),
                  children: (
                    <div className="narrow">
                      <Section title={t('importValues')} about={t('importAbout')}>
                        <TableImport
                          parts={[{ name: 'file', label: t('valuesFile'), hint: t('valuesHint') }]}
                          path={`/cycles/${cycleId}/indicator-values`}
                          reply={valuesImport}
                          refresh={[['cycle', cycleId, 'indicators']]}
                          summary={(reply) =>
                            t('values', { n: formats.number(reply.values), counties: reply.counties })
                          }
                        />
                      </Section>
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
      {edited && (
        <ValueEditor
          cycleId={cycleId}
          county={county}
          year={sheet.year}
          leaf={edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
