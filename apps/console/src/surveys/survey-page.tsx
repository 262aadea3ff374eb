import { Alert, App, Button, Input, Tabs } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ItemMapping, SurveyDetail } from '@mingjian/contract/surveys';
import {
  type Column,
  DataTable,
  download,
  Facts,
  HashText,
  PageHeader,
  ProblemView,
  QueryView,
  Section,
} from '../components';
import { useIndicators } from '../indicators/requests';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { usePerson } from '../session/requests';
import { hasStatus, useAction, useSend } from '../wire';
import { Coverage } from './coverage';
import { ItemEditor } from './item-editor';
import { QrCode } from './qr-code';
import { closeSurvey, openSurvey, publishSurvey, respondLink, updateSurvey, useSurvey } from './requests';
import { SurveyStatus } from './status';
import { readSurveyFile, type SurveyFile, writeSurveyFile } from './survey-file';
import { useTexts } from './texts';

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
  const publish = useAction(publishSurvey, { refresh, done: t('published') });
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
      {survey.publishedVersion && (
        <Button href={respondLink(survey.id)} target="_blank" rel="noreferrer">
          {t('preview')}
        </Button>
      )}
      {person.role === 'agency' && (
        <>
          {survey.status === 'draft' && (
            <Button
              type="primary"
              loading={publish.isPending}
              onClick={asked(t('publishAsk'), t('publishAskMore'), t('publish'), publish.run)}
            >
              {t('publish')}
            </Button>
          )}
          {(survey.status === 'published' || survey.status === 'closed') && (
            <Button
              type="primary"
              loading={open.isPending}
              onClick={asked(t('openAsk'), t('openAskMore'), t('open'), open.run)}
            >
              {t('open')}
            </Button>
          )}
          {survey.status === 'open' && (
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
  const person = usePerson();
  const tree = useIndicators(survey.cycleId);
  const indicators = tree.data?.indicators ?? [];
  const version = survey.publishedVersion;
  const editable = person.role === 'agency' && survey.status === 'draft';
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
      {survey.warnings.length > 0 && (
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
            children: editable ? (
              <Editor survey={survey} />
            ) : (
              <ItemList items={survey.items} survey={survey} />
            ),
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

/** Edits a draft: titles, definition, mapping. A change by somebody else meanwhile is told, never overwritten. */
function Editor({ survey }: { survey: SurveyDetail }) {
  const t = useTexts();
  const common = useCommon();
  const [draft, setDraft] = useState<SurveyFile | null>(null);
  const [source, setSource] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const tree = useIndicators(survey.cycleId);
  const send = useSend(updateSurvey, {
    refresh: [
      ['survey', survey.id],
      ['cycle', survey.cycleId, 'surveys'],
    ],
    done: t('saved'),
    onDone: () => {
      setDraft(null);
      setSource(null);
    },
  });
  const shown = draft ?? survey;
  const file = { title: shown.title, json: shown.json, items: shown.items };
  const readSource = (text: string) => {
    setSource(text);
    try {
      const read = readSurveyFile(JSON.stringify({ ...file, json: JSON.parse(text) }));
      setDraft(read);
      setFault(null);
    } catch (error) {
      setFault(t('jsonBad', { why: error instanceof Error ? error.message : String(error) }));
    }
  };
  const conflict = hasStatus(send.error, 409);
  return (
    <Section title={t('items')} about={t('itemsAbout')}>
      <div className="date-grid">
        <label className="field">
          {t('titleZh')}
          <Input
            lang="zh-CN"
            value={shown.title.zh}
            onChange={(event) => setDraft({ ...file, title: { ...file.title, zh: event.target.value } })}
          />
        </label>
        <label className="field">
          {t('titleEn')}
          <Input
            lang="en"
            value={shown.title.en}
            onChange={(event) => setDraft({ ...file, title: { ...file.title, en: event.target.value } })}
          />
        </label>
      </div>
      <ItemEditor
        items={shown.items}
        indicators={tree.data?.indicators ?? []}
        onChange={(items) => setDraft({ ...file, items })}
      />
      <details className="edit-definition">
        <summary>{t('definition')}</summary>
        <Input.TextArea
          aria-label={t('json')}
          className="code"
          spellCheck={false}
          value={source ?? JSON.stringify(shown.json, null, 2)}
          autoSize={{ minRows: 8, maxRows: 24 }}
          onChange={(event) => readSource(event.target.value)}
        />
      </details>
      {fault && <Alert type="error" showIcon title={fault} role="alert" />}
      <ProblemView error={send.error} />
      {conflict && (
        <Alert
          type="warning"
          showIcon
          title={t('conflict')}
          description={t('conflictMore')}
          action={
            <Button
              onClick={() => download('survey-my-changes.json', writeSurveyFile(file), 'application/json')}
            >
              {t('downloadFile')}
            </Button>
          }
        />
      )}
      <div className="form-buttons">
        <Button
          type="primary"
          disabled={draft === null || fault !== null}
          loading={send.isPending}
          onClick={() => send.mutate({ id: survey.id, revision: survey.revision, ...file })}
        >
          {common('save')}
        </Button>
        {draft && (
          <>
            <Button
              onClick={() => {
                setDraft(null);
                setSource(null);
                setFault(null);
                send.reset();
              }}
            >
              {t('discard')}
            </Button>
            <span className="hint" role="status">
              {t('unsaved')}
            </span>
          </>
        )}
      </div>
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
