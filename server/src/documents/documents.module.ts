import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { DocumentMerger } from './document.merger.js';
import { DocumentService } from './document.service.js';
import { DocumentStore } from './document.store.js';

/** The shared documents of rooms. */
@Module({
  imports: [RoomsModule],
  providers: [DocumentMerger, DocumentService, DocumentStore],
  exports: [DocumentService],
})
export class DocumentsModule {}
