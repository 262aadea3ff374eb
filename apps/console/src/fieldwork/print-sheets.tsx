import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { CodeSheet } from '@mingjian/contract/distribution';
import { QrCode } from '../surveys/qr-code';
import { useTexts } from './texts';

/** Slips for the browser's print dialog: one sheet per class or school, the code in large type, to cut apart. */
export function PrintSheets(props: {
  sheets: CodeSheet[];
  place: string;
  group: string;
  onDone: () => void;
}) {
  const t = useTexts();
  useEffect(() => {
    document.body.classList.add('printing');
    window.addEventListener('afterprint', props.onDone, { once: true });
    const soon = setTimeout(() => window.print(), 100);
    return () => {
      clearTimeout(soon);
      window.removeEventListener('afterprint', props.onDone);
      document.body.classList.remove('printing');
    };
    // The dialog opens once for the sheets that were chosen.
  }, []);
  return createPortal(
    <div className="print-sheets">
      {props.sheets.map((sheet) => (
        <section key={sheet.cellId} className="print-sheet">
          <h2>
            {props.place} · {sheet.schoolName} · {sheet.className ?? t('respondents')}
            <small>
              {props.group} · {sheet.slips.length}
            </small>
          </h2>
          <div className="slips">
            {sheet.slips.map((slip) => (
              <div key={slip.code} className="slip">
                <QrCode text={slip.link} label={slip.link} size={96} />
                <div>
                  <p className="slip-title">{t('slipTitle')}</p>
                  <p className="slip-code">{slip.code}</p>
                  <p className="slip-how">{t('slipHow')}</p>
                  <p className="slip-link">{slip.link.replace(/#.*$/, '').replace(/^https?:\/\//, '')}</p>
                </div>
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>,
    document.body,
  );
}
