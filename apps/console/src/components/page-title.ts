import { useEffect } from 'react';
import { useCommon } from '../language/common';

/** Names the page in the browser's tab and to screen readers; null leaves the name as it is. */
export function usePageTitle(title: string | null): void {
  const text = useCommon();
  useEffect(() => {
    if (title !== null) document.title = `${title} · ${text('product')}`;
  });
}
