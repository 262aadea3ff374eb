import { Controller, Get, Query } from '@nestjs/common';
import type { AuditEntry } from '@mingjian/contract/identity';
import { Allow, AuditService } from '@mingjian/core/identity';
import { z } from 'zod';

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).default(1) });

@Controller('audit')
@Allow('office', 'auditor')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  page(
    @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>,
  ): Promise<{ entries: AuditEntry[]; total: number }> {
    return this.audit.page(query.page);
  }

  @Get('verdict')
  verdict(): Promise<{ intact: boolean; entries: number; brokenAt: number | null }> {
    return this.audit.verdict();
  }
}
