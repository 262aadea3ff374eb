import { Alert } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { RecordedReport } from '@mingjian/contract/reports';
import { Facts, FileField, HashText, QueryView } from '../components';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { useFormats } from '../language/formats';
import { LanguageSwitch } from '../language/language-switch';
import { ReportStatus } from './report-status';
import { useRecorded } from './requests';
import { useTexts } from './texts';

/** 核验: open to everyone who holds a report. The QR code on its cover leads here; a file is hashed on this device. */
export function Component() {
  const { hash: carried = '' } = useParams();
  const t = useTexts();
  const common = useCommon();
  const [chosen, setChosen] = useState<{ name: string; hash: string } | null>(null);
  const hash = chosen?.hash ?? carried;
  const query = useRecorded(hash);
  return (
    <main className="verify">
      <LanguageSwitch />
      <h1>{t('verify')}</h1>
      <p className="hint">{t('verifyAbout')}</p>
      {chosen && <p>{common('chosen', { name: chosen.name })}</p>}
      {hash !== '' && (
        <QueryView query={query}>
          {(recorded) =>
            recorded ? (
              <Recorded recorded={recorded} />
            ) : (
              <Alert type="error" showIcon title={t('verifyNone')} description={t('verifyNoneMore')} />
            )
          }
        </QueryView>
      )}
      <FileToCheck onHash={(name, found) => setChosen({ name, hash: found })} />
    </main>
  );
}

function Recorded({ recorded }: { recorded: RecordedReport }) {
  const t = useTexts();
  const common = useCommon();
  const localized = useLocalized();
  const formats = useFormats();
  const current = recorded.status === 'accepted' && !recorded.superseded;
  return (
    <>
      <Alert
        type={current ? 'success' : 'warning'}
        showIcon
        title={
          current ? t('verifyGood') : recorded.superseded ? t('verifySuperseded') : t('verifyNotAccepted')
        }
      />
      <h2>{localized(recorded.title)}</h2>
      <Facts
        items={[
          [t('version'), t('versionNumber', { n: recorded.version })],
          [common('status'), <ReportStatus key="status" status={recorded.status} />],
          [t('acceptedAt'), formats.moment(recorded.acceptedAt)],
          [t('verifyMatched'), recorded.file ? t(recorded.file.format) : t('verifyContent')],
          [t('verifyCover'), <HashText key="hash" hash={recorded.hash} />],
        ]}
      />
    </>
  );
}

function FileToCheck({ onHash }: { onHash: (name: string, hash: string) => void }) {
  const t = useTexts();
  // Browsers hash only on pages served safely (https, or this machine itself).
  if (!('subtle' in crypto)) return <p className="hint">{t('verifyUnsafe')}</p>;
  const check = async (file: File) => {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    onHash(file.name, hex);
  };
  return (
    <FileField
      label={t('verifyFile')}
      accept=".pdf,.docx,.xlsx,.html,.json"
      file={null}
      onChoose={(file) => {
        if (file) void check(file);
      }}
    />
  );
}
