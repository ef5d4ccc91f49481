import { Controller } from '@nestjs/common';
import { openApiDocument } from './openapi.document.js';
import { ServeOpen } from './serve.decorator.js';

@Controller()
export class OpenApiController {
  private readonly document = openApiDocument();

  @ServeOpen('/api/openapi.json')
  describe(): unknown {
    return this.document;
  }
}
