import { Tooltip, Typography } from 'antd';
import { useCommon } from '../language/common';

/** A SHA-256 shown short, copied whole. */
export function HashText({ hash }: { hash: string }) {
  const text = useCommon();
  return (
    <Tooltip title={hash}>
      <Typography.Text className="hash" copyable={{ text: hash, tooltips: [text('copy'), text('copied')] }}>
        {hash.slice(0, 12)}
      </Typography.Text>
    </Tooltip>
  );
}
