import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { exchangeFormat, type ExchangeFormat } from '@mingjian/contract/surveys';
import { QueryView } from '../../components';
import { LossTable } from './loss-table';
import { exportAddress, useExportLosses } from './requests';
import { useTexts } from './texts';

/** Exports to another format, saying first what it cannot hold. */
export function ExportMenu({ surveyId }: { surveyId: string }) {
  const t = useTexts();
  const [format, setFormat] = useState<ExchangeFormat | null>(null);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: exchangeFormat.options.map((each) => ({
            key: each,
            label: t(`format.${each}`),
            onClick: ({ domEvent }) => {
              // Or the Enter key that chose it would go on to press what the dialog puts under the focus.
              domEvent.preventDefault();
              setFormat(each);
            },
          })),
        }}
      >
        <Button>{t('export')}</Button>
      </Dropdown>
      {format !== null && (
        <ExportDialog surveyId={surveyId} format={format} onClose={() => setFormat(null)} />
      )}
    </>
  );
}

function ExportDialog(props: { surveyId: string; format: ExchangeFormat; onClose: () => void }) {
  const { surveyId, format } = props;
  const t = useTexts();
  const losses = useExportLosses(surveyId, format);
  return (
    <Modal
      open
      width={880}
      title={t('exportTo', { format: t(`format.${format}`) })}
      onCancel={props.onClose}
      footer={
        <Button type="primary" href={exportAddress(surveyId, format)} onClick={props.onClose}>
          {t('download')}
        </Button>
      }
    >
      <QueryView query={losses}>
        {(all) =>
          all.length === 0 ? (
            <p>{t('exportAll')}</p>
          ) : (
            <>
              <p>{t('exportAbout')}</p>
              <LossTable losses={all} fileName={`export-losses-${format}`} />
            </>
          )
        }
      </QueryView>
    </Modal>
  );
}
