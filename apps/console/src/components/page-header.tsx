import { ArrowLeftOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from './page-title';

/** The head of every page: where it belongs, its name, one sentence, and what can be done. */
export function PageHeader(props: {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
}) {
  usePageTitle(props.title);
  return (
    <header className="page-header">
      <div>
        {props.back && (
          <Link to={props.back.to} className="page-back">
            <ArrowLeftOutlined aria-hidden /> {props.back.label}
          </Link>
        )}
        <h1>{props.title}</h1>
        {props.about && <p className="page-about">{props.about}</p>}
      </div>
      {props.actions && <div className="page-actions">{props.actions}</div>}
    </header>
  );
}
