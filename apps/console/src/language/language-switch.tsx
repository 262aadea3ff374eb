import { Button } from 'antd';
import { GlobalOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { chooseLanguage, useLanguage } from '.';

/** Names the other language in that language. What the api words is asked for again. */
export function LanguageSwitch() {
  const language = useLanguage();
  const queries = useQueryClient();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button
      type="text"
      icon={<GlobalOutlined aria-hidden />}
      lang={other}
      onClick={() => void chooseLanguage(other).then(() => queries.invalidateQueries())}
    >
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
