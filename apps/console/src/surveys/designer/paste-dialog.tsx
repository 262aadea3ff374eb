import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Localized } from '@mingjian/contract';
import { questionKinds, readPastedList, type QuestionKind } from '@mingjian/questionnaire/editing';
import { useCommon } from '../../language/common';
import { useTexts } from './texts';

/** Takes lines, or two columns of a sheet, and shows what they become before they are added. */
export function PasteDialog(props: {
  /** Whether the lines become items, of a kind to be chosen, rather than choices. */
  kinds?: boolean;
  onTake: (texts: Localized[], kind: QuestionKind) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const common = useCommon();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<QuestionKind>('likert');
  const entries = readPastedList(text);
  return (
    <Modal
      open
      width={720}
      title={t('pasteTitle')}
      okText={t('pasteAdd', { n: entries.length })}
      okButtonProps={{ disabled: entries.length === 0 }}
      cancelText={common('cancel')}
      onOk={() => props.onTake(entries, kind)}
      onCancel={props.onClose}
    >
      <p className="hint">{t('pasteAbout')}</p>
      {props.kinds && (
        <label className="field">
          {t('pasteKind')}
          <Select
            value={kind}
            popupMatchSelectWidth={false}
            options={questionKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={setKind}
          />
        </label>
      )}
      <Input.TextArea
        autoFocus
        aria-label={t('pasteText')}
        value={text}
        autoSize={{ minRows: 6, maxRows: 12 }}
        onChange={(event) => setText(event.target.value)}
      />
      {entries.length > 0 && (
        <div className="paste-result" tabIndex={0} role="group" aria-label={t('paste')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('zh')}</th>
                <th scope="col">{t('en')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry, index) => (
                <tr key={index}>
                  <td lang="zh-CN">{entry.zh || <em>{t('missing')}</em>}</td>
                  <td lang="en">{entry.en || <em>{t('missing')}</em>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
