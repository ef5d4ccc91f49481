import { Module } from '@nestjs/common';
import { contentRoot } from '../config/content.files.js';
import { FlowLibrary } from './flow.library.js';
import { FlowsController } from './flows.controller.js';
import { PublishedStore } from './published.store.js';

/** What is practised and by which rubric. */
@Module({
  controllers: [FlowsController],
  providers: [
    PublishedStore,
    {
      provide: FlowLibrary,
      inject: [PublishedStore],
      useFactory: (published: PublishedStore) => FlowLibrary.open(contentRoot, published),
    },
  ],
  exports: [FlowLibrary],
})
export class FlowsModule {}
