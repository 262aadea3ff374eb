import type { Language } from '@mingjian/contract/localized';
import type { ReportModel } from '@mingjian/contract/reports';
import { create } from 'qrcode';
import { canonicalHash } from '../platform';

/** What a printed report carries so that anyone can hold it against what was accepted. */
export interface Verification {
  /** SHA-256 of the model, 64 hex digits: the same in every format and language. */
  hash: string;
  /** Page that says which report, version and state the hash belongs to. */
  address: string;
}

/** @param publicUrl the address people see, without a slash at its end */
export function verificationOf(model: ReportModel, publicUrl: string): Verification {
  const hash = canonicalHash(model);
  return { hash, address: `${publicUrl}/verify/${hash}` };
}

export function verificationWords(language: Language): { label: string; sentence: string } {
  return language === 'en'
    ? { label: 'Check value', sentence: 'Scan to check that this report is the one on record.' }
    : { label: '校验值', sentence: '扫码核验本报告是否与存档一致。' };
}

/** A QR code as an SVG drawing of one path. */
export function qrSvg(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 8;
  let path = '';
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}
