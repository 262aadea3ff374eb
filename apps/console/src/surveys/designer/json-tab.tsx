import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { surveyJson } from '@mingjian/contract/surveys';
import { sectionsOf, type Draft, type Edit } from '@mingjian/questionnaire/editing';
import { jsonFault } from './json-fault';
import { useTexts } from './texts';

/** The stored definition as text, for those who know SurveyJS. */
export function JsonTab(props: { draft: Draft; onEdit: (edit: Edit) => Draft }) {
  const t = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? JSON.stringify(props.draft.json, null, 2);
  const fault = typed === null ? null : jsonFault(typed);
  const parsed = fault === null && typed !== null ? surveyJson.safeParse(JSON.parse(typed)) : null;
  const misshapen = parsed !== null && (!parsed.success || sectionsOf(parsed.data).length === 0);
  return (
    <div>
      <p className="hint">{t('jsonAbout')}</p>
      <Input.TextArea
        aria-label={t('json')}
        className="code"
        spellCheck={false}
        value={shown}
        autoSize={{ minRows: 16, maxRows: 32 }}
        status={fault !== null || misshapen ? 'error' : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      {fault !== null && <Alert type="error" showIcon role="alert" title={t('jsonBad', { ...fault })} />}
      {misshapen && <Alert type="error" showIcon role="alert" title={t('jsonShape')} />}
      <div className="form-buttons">
        <Button
          type="primary"
          disabled={!parsed?.success || misshapen}
          onClick={() => {
            if (!parsed?.success) return;
            props.onEdit({ do: 'replace', draft: { ...props.draft, json: parsed.data } });
            setTyped(null);
          }}
        >
          {t('jsonTake')}
        </Button>
      </div>
    </div>
  );
}
