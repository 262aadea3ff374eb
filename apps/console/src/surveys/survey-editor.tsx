import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import type { SurveyDetail } from '@mingjian/contract/surveys';
import { download, ProblemView, Section } from '../components';
import { useIndicators } from '../indicators/requests';
import { useCommon } from '../language/common';
import { hasStatus, useSend } from '../wire';
import { ItemEditor } from './item-editor';
import { updateSurvey } from './requests';
import { readSurveyFile, type SurveyFile, writeSurveyFile } from './survey-file';
import { useTexts } from './texts';

/** Edits a draft: titles, definition, mapping. A change by somebody else meanwhile is told, never overwritten. */
export function SurveyEditor({ survey }: { survey: SurveyDetail }) {
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
