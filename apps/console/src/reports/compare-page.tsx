import { Select } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ReportSummary } from '@mingjian/contract/reports';
import { audience } from '@mingjian/contract/surveys';
import { EmptyState, HashText, PageHeader, QueryView } from '../components';
import { useCountyName } from '../cycles/requests';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { Headline, headlineOf } from './headline';
import { ReportStatus } from './report-status';
import { useReports } from './requests';
import { SideBySideReading } from './side-by-side-reading';
import { useTexts } from './texts';

export function Component() {
  const { cycleId = '' } = useParams();
  const t = useTexts();
  const countyName = useCountyName();
  const query = useReports(cycleId);
  const [search, setSearch] = useSearchParams();
  const wanted = (search.get('counties') ?? '').split(',').filter((code) => code !== '');
  return (
    <>
      <PageHeader
        title={t('compare')}
        about={t('compareAbout')}
        back={{ to: `/cycles/${cycleId}/reports`, label: t('toList') }}
      />
      <QueryView query={query}>
        {(reports) => (
          <>
            <Select
              mode="multiple"
              className="compare-choice"
              aria-label={t('compareChoose')}
              placeholder={t('compareChoose')}
              value={wanted}
              options={reports.map((each) => ({
                value: each.countyCode,
                label: countyName(each.countyCode),
              }))}
              onChange={(codes: string[]) => setSearch({ counties: codes.join(',') }, { replace: true })}
            />
            {wanted.length < 2 ? (
              <EmptyState title={t('compareEmpty')} next={t('compareHint')} />
            ) : (
              <Chosen
                reports={reports
                  .filter((each) => wanted.includes(each.countyCode))
                  .sort((left, right) => left.countyCode.localeCompare(right.countyCode))}
              />
            )}
          </>
        )}
      </QueryView>
    </>
  );
}

function Chosen({ reports }: { reports: ReportSummary[] }) {
  return (
    <>
      <SideBySide reports={reports} />
      <SideBySideReading reports={reports} />
    </>
  );
}

function SideBySide({ reports }: { reports: ReportSummary[] }) {
  const t = useTexts();
  const common = useCommon();
  const formats = useFormats();
  const countyName = useCountyName();
  return (
    <div className="table-scroll" role="group" aria-label={t('compare')} tabIndex={0}>
      <table className="board compare">
        <thead>
          <tr>
            <td />
            {reports.map((each) => (
              <th key={each.id} scope="col">
                <Link to={`../reports/${each.id}`} relative="path">
                  {countyName(each.countyCode)}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{common('status')}</th>
            {reports.map((each) => (
              <td key={each.id}>
                <ReportStatus status={each.status} />
              </td>
            ))}
          </tr>
          {audience.options.map((group) => (
            <tr key={group}>
              <th scope="row">
                {common(`audience.${group}`)}
                <small>
                  {t('index')} <span className="unit">0–100</span>
                </small>
              </th>
              {reports.map((each) => (
                <td key={each.id}>
                  <Headline estimate={headlineOf(each, group)} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('version')}</th>
            {reports.map((each) => (
              <td key={each.id}>{t('versionNumber', { n: each.version })}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('submittedAt')}</th>
            {reports.map((each) => (
              <td key={each.id}>{formats.day(each.submittedAt)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{common('hash')}</th>
            {reports.map((each) => (
              <td key={each.id}>
                <HashText hash={each.hash} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
