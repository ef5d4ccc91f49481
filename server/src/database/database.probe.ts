import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** Asks the database how it is. */
@Injectable()
export class DatabaseProbe {
  private migrated = false;

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async answers(): Promise<boolean> {
    try {
      await this.source.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  /** Whether all tables are as this version of the server needs them. */
  async isMigrated(): Promise<boolean> {
    try {
      this.migrated ||= !(await this.source.showMigrations());
    } catch {
      return false;
    }
    return this.migrated;
  }
}
