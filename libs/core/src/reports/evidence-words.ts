import type { Indicator } from '@mingjian/contract/indicators';
import { audienceNames, capital } from '../documents';
import { estimateRef, evidenceFor, itemId, type ReportMaterial } from './material';
import { listed, quote, type Part } from './words';

/** What people said about an indicator: who, which question, and its index, which no line end parts. */
export function evidenceWords(material: ReportMaterial, indicator: Indicator): Part[] {
  const said = evidenceFor(material, indicator).map(({ result, item }): Part[] => {
    const who = capital(audienceNames[result.audience]);
    return [
      quote(`${who.zh}${item.code}\u00a0`, `${who.en} ${item.code}\u00a0`),
      estimateRef(result.audience, itemId('index', item.code)),
    ];
  });
  return listed(said, '；', '; ');
}
