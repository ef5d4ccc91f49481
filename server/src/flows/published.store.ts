import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { flowRefSchema, flowSchema, type Flow, type FlowRef } from '#shared/flow/flow.schema.js';
import type { PublishedFlows } from './flow.library.js';

const contentRows = z.array(z.object({ content: flowSchema })).max(1);

/** Flows of the database, for the library to read. The studio writes them. */
@Injectable()
export class PublishedStore implements PublishedFlows {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async read({ id, version }: FlowRef): Promise<Flow | null> {
    const rows: unknown = await this.source.query('SELECT content FROM flow_version WHERE id = $1 AND version = $2', [
      id,
      version,
    ]);
    return contentRows.parse(rows)[0]?.content ?? null;
  }

  async shared(): Promise<FlowRef[]> {
    return z
      .array(flowRefSchema)
      .parse(await this.source.query('SELECT id, version FROM flow_version WHERE shared_at IS NOT NULL ORDER BY id'));
  }
}
