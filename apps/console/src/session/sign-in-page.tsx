import { Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import type { SignIn } from '@mingjian/contract/identity';
import { EntryForm } from '../components';
import { useCommon } from '../language/common';
import { LanguageSwitch } from '../language/language-switch';
import { SESSION_KEY, useSend } from '../wire';
import { signIn, useSession } from './requests';
import { useTexts } from './texts';
import { useEffect } from 'react';

export function Component() {
  const t = useTexts();
  const common = useCommon();
  const queries = useQueryClient();
  const location = useLocation();
  const current = useSession();
  const send = useSend(signIn, {
    onDone: (person) => {
      // Nothing that an earlier person saw may remain for the next.
      queries.clear();
      queries.setQueryData(SESSION_KEY, person);
    },
  });
  useEffect(() => {
    document.title = `${t('signIn')} · ${common('product')}`;
  });
  const wanted: unknown = location.state;
  if (current.data) return <Navigate to={typeof wanted === 'string' ? wanted : '/'} replace />;
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-head">
          <div>
            <h1>{common('product')}</h1>
            <p>{common('tagline')}</p>
          </div>
          <LanguageSwitch />
        </div>
        <EntryForm<SignIn>
          send={(values) => send.mutateAsync(values)}
          error={send.error}
          pending={send.isPending}
          sendText={t('signIn')}
        >
          <Form.Item
            name="email"
            label={t('email')}
            rules={[{ required: true }, { type: 'email', message: t('emailRule') }]}
            validateTrigger="onSubmit"
          >
            <Input type="email" autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
        </EntryForm>
        <p className="hint">{t('noAccount')}</p>
      </div>
      <p className="sign-in-about">{t('about')}</p>
    </main>
  );
}
