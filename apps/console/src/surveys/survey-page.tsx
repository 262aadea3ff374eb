import { Alert, App, Button, Tabs } from 'antd';
import { Link, useParams } from 'react-router';
import type { ItemMapping, SurveyDetail } from '@mingjian/contract/surveys';
import {
  type Column,
  DataTable,
  download,
  Facts,
  HashText,
  PageHeader,
  QueryView,
  Section,
} from '../components';
import { useIndicators } from '../indicators/requests';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { useAction } from '../wire';
import { Coverage } from './coverage';
import { QrCode } from './qr-code';
import { EditGate } from './review/edit-gate';
import { ReviewPanel } from './review/review-panel';
import { ReviewSteps } from './review/review-steps';
import { ExportMenu } from './exchange/export-menu';
import { closeSurvey, openSurvey, respondLink, useSurvey } from './requests';
import { useTexts as useDesignerTexts } from './designer/texts';
import { useTexts as useReviewTexts } from './review/texts';
import { SurveyStatus } from './status';
import { writeSurveyFile } from './survey-file';
import { useTexts } from './texts';
import { useTexts as useVersionTexts } from './versions/texts';
import { VersionsPanel } from './versions/versions-panel';

export function Component() {
  const { cycleId = '', surveyId = '' } = useParams();
  const survey = useSurvey(surveyId);
  const t = useTexts();
  const localized = useLocalized();
  return (
    <>
      <PageHeader
        title={survey.data ? localized(survey.data.title) : t('surveys')}
        back={{ to: `/cycles/${cycleId}/surveys`, label: t('toList') }}
        actions={survey.data && <Steps survey={survey.data} />}
      />
      <QueryView query={survey}>{(data) => <Detail survey={data} />}</QueryView>
    </>
  );
}

/** What can be done next with the survey, each step asked twice. */
function Steps({ survey }: { survey: SurveyDetail }) {
  const t = useTexts();
  const common = useCommon();
  const person = usePerson();
  const { modal } = App.useApp();
  const refresh = [
    ['survey', survey.id],
    ['cycle', survey.cycleId],
  ];
  const open = useAction(openSurvey, { refresh, done: t('opened') });
  const close = useAction(closeSurvey, { refresh, done: t('closed') });
  const asked = (title: string, content: string, okText: string, run: (id: string) => void) => () =>
    void modal.confirm({
      title,
      content,
      okText,
      cancelText: common('cancel'),
      onOk: () => run(survey.id),
    });
  return (
    <>
      <Button
        onClick={() =>
          download(`survey-${survey.audience}.json`, writeSurveyFile(survey), 'application/json')
        }
      >
        {t('downloadFile')}
      </Button>
      <ExportMenu surveyId={survey.id} />
      {survey.publishedVersion && (
        <Button href={respondLink(survey.id)} target="_blank" rel="noreferrer">
          {t('preview')}
        </Button>
      )}
      {person.role === 'agency' && (
        <>
          <ReviewSteps survey={survey} />
          {(survey.status === 'published' || survey.status === 'closed') && (
            <Button
              type="primary"
              loading={open.isPending}
              onClick={asked(t('openAsk'), t('openAskMore'), t('open'), open.run)}
            >
              {t('open')}
            </Button>
          )}
          {(survey.status === 'open' || survey.status === 'paused') && (
            <Button
              danger
              loading={close.isPending}
              onClick={asked(t('closeAsk'), t('closeAskMore'), t('closeSurvey'), close.run)}
            >
              {t('closeSurvey')}
            </Button>
          )}
        </>
      )}
    </>
  );
}

function Detail({ survey }: { survey: SurveyDetail }) {
  const t = useTexts();
  const common = useCommon();
  const localized = useLocalized();
  const formats = useFormats();
  const review = useReviewTexts();
  const versions = useVersionTexts();
  const tree = useIndicators(survey.cycleId);
  const indicators = tree.data?.indicators ?? [];
  const version = survey.publishedVersion;
  return (
    <>
      <Facts
        items={[
          [common('audience'), common(`audience.${survey.audience}`)],
          [common('status'), <SurveyStatus key="status" status={survey.status} />],
          [t('version'), version ? t('versionNumber', { n: version.number }) : t('notPublished')],
          [t('publishedAt'), formats.moment(version?.publishedAt)],
          [common('hash'), version ? <HashText key="hash" hash={version.hash} /> : '—'],
        ]}
      />
      {survey.warnings.length > 0 && survey.status !== 'closed' && (
        <Alert
          type="warning"
          showIcon
          title={t('warnings')}
          description={
            <ul className="plain">
              {survey.warnings.map((warning, index) => (
                <li key={index}>{localized(warning)}</li>
              ))}
            </ul>
          }
        />
      )}
      <Tabs
        items={[
          {
            key: 'items',
            label: t('items'),
            children: (
              <EditGate survey={survey} shown={<ItemList items={survey.items} survey={survey} />}>
                <OpenDesigner />
                <ItemList items={survey.items} survey={survey} />
              </EditGate>
            ),
          },
          {
            key: 'review',
            label: review('review'),
            children: <ReviewPanel survey={survey} />,
          },
          {
            key: 'versions',
            label: versions('versions'),
            children: <VersionsPanel survey={survey} />,
          },
          {
            key: 'coverage',
            label: t('coverage'),
            children: <Coverage items={survey.items} indicators={indicators} />,
          },
          {
            key: 'definition',
            label: t('definition'),
            children: (
              <pre className="definition" tabIndex={0}>
                {JSON.stringify(survey.json, null, 2)}
              </pre>
            ),
          },
          ...(version
            ? [{ key: 'link', label: t('link'), children: <AnswerLink surveyId={survey.id} /> }]
            : []),
        ]}
      />
    </>
  );
}

/** The way into the designer, where items are written. */
function OpenDesigner() {
  const t = useDesignerTexts();
  return (
    <div className="form-buttons">
      <Link to="design">
        <Button type="primary">{t('openDesigner')}</Button>
      </Link>
    </div>
  );
}

function ItemList({ items, survey }: { items: ItemMapping[]; survey: SurveyDetail }) {
  const t = useTexts();
  const common = useCommon();
  const localized = useLocalized();
  const columns: Column<ItemMapping>[] = [
    { key: 'code', title: t('code'), value: (row) => row.code, width: 110 },
    { key: 'text', wrap: true, title: t('text'), value: (row) => localized(row.text) },
    { key: 'role', title: t('role'), value: (row) => t(`role.${row.role}`), filter: true, width: 130 },
    {
      key: 'dimension',
      title: t('dimension'),
      value: (row) => (row.dimension ? common(`dimension.${row.dimension}`) : null),
      filter: true,
      width: 130,
    },
    {
      key: 'indicator',
      title: t('indicator'),
      value: (row) => (row.indicatorCode === 'overall' ? t('overall') : row.indicatorCode),
      filter: true,
      width: 130,
    },
  ];
  return (
    <Section title={t('items')} about={t('itemsAbout')}>
      <DataTable
        label={t('items')}
        rows={items}
        columns={columns}
        rowKey={(row) => row.code}
        fileName={`items-${survey.audience}`}
        pageSize={100}
      />
    </Section>
  );
}

function AnswerLink({ surveyId }: { surveyId: string }) {
  const t = useTexts();
  const link = respondLink(surveyId);
  const save = () => {
    const drawn = document.querySelector('.answer-link svg');
    if (drawn) download(`qr-${surveyId}.svg`, drawn.outerHTML, 'image/svg+xml');
  };
  return (
    <Section title={t('link')} about={t('linkAbout')}>
      <div className="answer-link">
        <QrCode text={link} label={t('qrAlt', { link })} size={200} />
        <div>
          <a href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
          <div className="form-buttons">
            <Button onClick={save}>{t('downloadQr')}</Button>
          </div>
        </div>
      </div>
    </Section>
  );
}
