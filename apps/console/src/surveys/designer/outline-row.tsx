import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Button } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTexts } from './texts';

/** A line of the outline: dragged by its handle, stepped by its arrows or Alt and an arrow key. */
export function OutlineRow(props: {
  id: string;
  className: string;
  label: string;
  name: string;
  chosen: boolean;
  marked: boolean;
  onChoose: () => void;
  onStep: (by: -1 | 1) => void;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = useTexts();
  const { setNodeRef, listeners, transform, transition, isDragging, setActivatorNodeRef } = useSortable({
    id: props.id,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    props.onStep(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <div
      ref={setNodeRef}
      data-row={props.id}
      className={`outline-row ${props.className}${props.chosen ? ' is-chosen' : ''}${isDragging ? ' is-dragged' : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <span
        ref={setActivatorNodeRef}
        className="outline-handle"
        {...listeners}
        title={t('drag', { name: props.name })}
      >
        <HolderOutlined aria-hidden />
      </span>
      <button
        type="button"
        className="outline-name"
        aria-current={props.chosen ? 'true' : undefined}
        aria-label={props.label}
        onClick={props.onChoose}
        onKeyDown={onKeyDown}
      >
        {props.children}
        {props.marked && <span className="outline-mark" aria-hidden />}
      </button>
      <span className="outline-actions">
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={t('up', { name: props.name })}
          onClick={() => props.onStep(-1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={t('down', { name: props.name })}
          onClick={() => props.onStep(1)}
        />
        {props.actions}
      </span>
    </div>
  );
}
