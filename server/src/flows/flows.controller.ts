import { Controller } from '@nestjs/common';
import type { FlowSummary } from '#shared/contract/library.js';
import type { InterviewerRubric, Rubric } from '#shared/interview/rubric.js';
import { Input, Serve, type ParsedInput } from '../http/serve.decorator.js';
import { FlowLibrary } from './flow.library.js';

@Controller()
export class FlowsController {
  constructor(private readonly library: FlowLibrary) {}

  @Serve('listFlows')
  async list(): Promise<{ flows: FlowSummary[] }> {
    await this.library.refresh();
    const flows = this.library.list().map(({ id, version, track, levels, title, industry, summary, exercises }) => {
      return { id, version, track, levels, title, industry, summary, exercises };
    });
    return { flows };
  }

  @Serve('rubric')
  rubric(@Input() input: ParsedInput<'rubric'>): Rubric {
    return this.library.rubric(input.params.family);
  }

  @Serve('interviewerRubric')
  interviewerRubric(): InterviewerRubric {
    return this.library.interviewerRubric();
  }
}
