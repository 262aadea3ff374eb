import { z } from 'zod';

export const reportStatus = z.enum(['draft', 'submitted', 'returned', 'accepted']);
export type ReportStatus = z.infer<typeof reportStatus>;
export const reportFormat = z.enum(['pdf', 'docx', 'xlsx', 'html', 'json']);
export type ReportFormat = z.infer<typeof reportFormat>;
