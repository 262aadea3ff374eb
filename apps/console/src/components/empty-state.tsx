import { InboxOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

/** An empty place says what to do next. */
export function EmptyState({ title, next, action }: { title: string; next?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-state">
      <InboxOutlined className="empty-icon" aria-hidden />
      <p className="empty-title">{title}</p>
      {next && <p className="empty-next">{next}</p>}
      {action && <div>{action}</div>}
    </div>
  );
}
