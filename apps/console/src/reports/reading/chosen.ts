import type { ValueRef } from '@mingjian/contract/reports';

/** What the panel beside the report shows. */
export type Chosen =
  | { kind: 'value'; ref: ValueRef; text: string }
  | { kind: 'threads'; blockId: string }
  | { kind: 'editor'; blockId: string };
