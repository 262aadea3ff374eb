import { Form, Input, Modal } from 'antd';
import type { ChangePassword } from '@mingjian/contract/identity';
import { EntryForm } from '../components';
import { useSend } from '../wire';
import { changePassword } from './requests';
import { useTexts } from './texts';

const SHORTEST = 12;

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const send = useSend(changePassword, { done: t('passwordChanged'), onDone: onClose });
  return (
    <Modal open onCancel={onClose} footer={null} title={t('changePassword')}>
      <EntryForm<ChangePassword>
        send={(values) => send.mutateAsync(values)}
        error={send.error}
        pending={send.isPending}
        sendText={t('changePassword')}
      >
        <Form.Item name="current" label={t('currentPassword')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('newPassword')}
          extra={t('passwordRule', { n: SHORTEST })}
          rules={[{ required: true }, { min: SHORTEST, message: t('passwordRule', { n: SHORTEST }) }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </EntryForm>
    </Modal>
  );
}
