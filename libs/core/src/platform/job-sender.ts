import { getQueueToken, InjectFlowProducer } from '@nestjs/bullmq';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { allJobs, type JobContract } from '@mingjian/contract/jobs';
import type { FlowJob, FlowJobNode, FlowProducer, JobsOptions, Queue } from 'bullmq';

/** The name under which the one flow producer is registered. */
export const flowProducerName = 'flows';

/** A job to be done after all of its children; build it with `flowNode`, which checks the payload's type. */
export interface FlowNode {
  job: { queue: string; name: string; attempts: number };
  id: string;
  payload: unknown;
  children: FlowNode[];
}

/** One step of a flow: `job` runs when all `children` are done, and fails when one of them fails. */
export function flowNode<Payload>(
  job: JobContract<Payload>,
  payload: Payload,
  children: FlowNode[] = [],
): FlowNode {
  return { job, id: job.id(payload), payload: job.payload.parse(payload), children };
}

/**
 * Asks for work. Ids are deterministic, so asking twice while the first is still waiting or running does nothing; a
 * finished job leaves no trace and a failed one is replaced, so that neither swallows a later request.
 */
@Injectable()
export class JobSender implements OnModuleInit {
  constructor(
    private readonly modules: ModuleRef,
    @InjectFlowProducer(flowProducerName) private readonly flows: FlowProducer,
  ) {}

  onModuleInit(): void {
    // Each connection mends itself; that Redis is out of reach is logged once, by the client in platform.module.ts.
    for (const source of [...new Set(allJobs.map((job) => job.queue))].map((name) => this.queue(name))) {
      source.on('error', () => undefined);
    }
    this.flows.on('error', () => undefined);
  }

  /** @throws ZodError when the payload breaks the job's schema */
  async send<Payload>(job: JobContract<Payload>, payload: Payload): Promise<void> {
    const node = flowNode(job, payload);
    await this.forgetFailed(node);
    await this.queue(job.queue).add(job.name, node.payload, options(node));
  }

  /** Sends a tree of jobs at once: all of it or, when Redis refuses, none. */
  async sendFlow(root: FlowNode): Promise<void> {
    await this.forgetFailed(root);
    const tree: FlowJob = flowJob(root, false);
    await this.flows.add(tree);
  }

  private queue(name: string): Queue {
    return this.modules.get<Queue>(getQueueToken(name), { strict: false });
  }

  private async forgetFailed(node: FlowNode): Promise<void> {
    const earlier = await this.queue(node.job.queue).getJob(node.id);
    if (earlier && (await earlier.isFailed())) await earlier.remove();
    for (const child of node.children) await this.forgetFailed(child);
  }
}

function options(node: FlowNode): JobsOptions {
  return {
    jobId: node.id,
    attempts: node.job.attempts,
    backoff: { type: 'exponential', delay: 1000 },
    removeOnComplete: true,
    removeOnFail: { age: 14 * 24 * 3600 },
  };
}

function flowJob(node: FlowNode, isChild: boolean): FlowJobNode {
  return {
    name: node.job.name,
    queueName: node.job.queue,
    data: node.payload,
    opts: { ...options(node), ...(isChild ? { failParentOnFailure: true } : {}) },
    children: node.children.map((child) => flowJob(child, true)),
  };
}
