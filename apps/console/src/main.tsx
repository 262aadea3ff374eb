import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { QueryClientProvider } from '@tanstack/react-query';
import { useLanguage } from './language';
import { router } from './shell/routes';
import { theme } from './shell/theme';
import { queryClient } from './wire';
// In this order: what comes later takes precedence.
import './shell/base.css';
import './shell/shell.css';
import './components/problem.css';
import './components/tables.css';
import './components/forms.css';
import './session/sign-in.css';
import './cycles/board.css';
import './surveys/surveys.css';
import './fieldwork/fieldwork.css';
import './runs/runs.css';
import './indicators/indicators.css';
import './reports/reports.css';
import './reports/reading/reading.css';
import './reports/review.css';
import './evaluation/evaluation.css';
import './shell/antd.css';

function Console() {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
    >
      <App message={{ maxCount: 3 }}>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Console />
      </QueryClientProvider>
    </StrictMode>,
  );
}
