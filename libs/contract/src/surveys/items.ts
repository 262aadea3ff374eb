import { z } from 'zod';
import { localized } from '../localized';

export const audience = z.enum(['public', 'teacher', 'student']);
export type Audience = z.infer<typeof audience>;

/**
 * 基本信息 · 计分题 · 期望题 (reported apart) · 注意力检测题 · 开放题 · 其他题 (NPS, ranking, several choices, consent:
 * outside every index).
 */
export const itemRole = z.enum(['demographic', 'scored', 'expectation', 'attention', 'open', 'descriptive']);
export const dimension = z.enum(['overall', 'equity', 'quality', 'governance']);
export type Dimension = z.infer<typeof dimension>;

/** What the platform knows of one question beyond its SurveyJS definition. */
export const itemMapping = z.object({
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,30}$/),
  role: itemRole,
  text: localized,
  dimension: dimension.nullable(),
  indicatorCode: z.string().nullable(),
  /** The answer an attention item asks for. */
  correctValue: z.number().int().nullable(),
});
export type ItemMapping = z.infer<typeof itemMapping>;
