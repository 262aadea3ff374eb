import { Alert, Segmented, Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Language } from '@mingjian/contract';
import type { Audience, PreviewMessage, SurveyJson } from '@mingjian/contract/surveys';
import { useLanguage } from '../../language';
import { useTexts } from './texts';

const PAUSE = 250;

/**
 * The draft in the renderer that respondents get, in a frame of its own: it runs without this page's origin, so nothing
 * in a questionnaire reaches the session of whoever looks at it.
 */
export function PhonePreview(props: {
  json: SurveyJson;
  audience: Audience;
  stopped: boolean;
  at: string | null;
}) {
  const t = useTexts();
  const [language, setLanguage] = useState<Language>(useLanguage());
  const [pupil, setPupil] = useState(props.audience === 'student');
  const [ready, setReady] = useState(0);
  const frame = useRef<HTMLIFrameElement>(null);
  const audience: Audience = pupil ? 'student' : props.audience === 'student' ? 'public' : props.audience;
  const { json, stopped, at } = props;
  useEffect(() => {
    const heard = (event: MessageEvent<unknown>) => {
      if (event.source === frame.current?.contentWindow && event.data === 'mingjian-preview-ready')
        setReady((count) => count + 1);
    };
    window.addEventListener('message', heard);
    return () => window.removeEventListener('message', heard);
  }, []);
  useEffect(() => {
    if (ready === 0 || stopped) return;
    const message: PreviewMessage = { kind: 'mingjian-preview', json, language, audience, at };
    // A sandboxed frame has no origin to be named; what it is sent is the draft alone.
    const timer = setTimeout(() => frame.current?.contentWindow?.postMessage(message, '*'), PAUSE);
    return () => clearTimeout(timer);
  }, [ready, stopped, json, language, audience, at]);
  return (
    <section className="phone" aria-label={t('preview')}>
      <div className="phone-tools">
        <Segmented
          aria-label={t('previewLanguage')}
          value={language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLanguage}
        />
        <label className="setting">
          <Switch size="small" checked={pupil} onChange={setPupil} />
          <span>{t('pupilLook')}</span>
        </label>
      </div>
      {stopped && <Alert type="warning" showIcon title={t('previewStopped')} />}
      <iframe
        ref={frame}
        className="phone-frame"
        title={t('previewFrame')}
        src="/r/preview.html"
        sandbox="allow-scripts"
      />
    </section>
  );
}
