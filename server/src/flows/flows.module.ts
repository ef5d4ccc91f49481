import { Module } from '@nestjs/common';
import { FlowLibrary } from './flow.library.js';
import { FlowsController } from './flows.controller.js';

/** What is practised and by which rubric. */
@Module({
  controllers: [FlowsController],
  providers: [{ provide: FlowLibrary, useFactory: () => new FlowLibrary() }],
  exports: [FlowLibrary],
})
export class FlowsModule {}
