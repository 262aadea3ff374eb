import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
  PlayCircleOutlined,
  StopOutlined,
} from '@ant-design/icons';

const icons = {
  done: <CheckCircleFilled aria-hidden />,
  active: <PlayCircleOutlined aria-hidden />,
  waiting: <MinusCircleOutlined aria-hidden />,
  pending: <ClockCircleOutlined aria-hidden />,
  late: <ExclamationCircleFilled aria-hidden />,
  busy: <LoadingOutlined aria-hidden />,
  stopped: <StopOutlined aria-hidden />,
};
export type Mark = keyof typeof icons;

/** A state as icon and word together: colour only supports them. */
export function StatusMark({ mark, children }: { mark: Mark; children: string }) {
  return (
    <span className={`mark mark-${mark}`}>
      {icons[mark]} <span>{children}</span>
    </span>
  );
}
