import { InboxOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { usePageTitle } from './page-title';

/** An empty place says what to do next. `page` is set where it is all there is on the page. */
export function EmptyState(props: { title: string; next?: ReactNode; action?: ReactNode; page?: boolean }) {
  const { title, next, action } = props;
  usePageTitle(props.page ? title : null);
  return (
    <div className="empty-state">
      <InboxOutlined className="empty-icon" aria-hidden />
      {props.page ? <h1 className="empty-title">{title}</h1> : <p className="empty-title">{title}</p>}
      {next && <p className="empty-next">{next}</p>}
      {action && <div>{action}</div>}
    </div>
  );
}
