import { Controller, Get, Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Allow } from '@mingjian/core/identity';

/** The description of all routes, derived from the controllers and their zod schemas when first asked for. */
@Injectable()
export class OpenApi {
  private app: INestApplication | null = null;
  private made: OpenAPIObject | null = null;

  /** To be called by the boot, which alone holds the whole application. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  document(): OpenAPIObject {
    if (!this.app) throw new Error('the application was not handed over for its description');
    const config = new DocumentBuilder().setTitle('明鉴 Mingjian').setVersion('0.1.0').build();
    return (this.made ??= SwaggerModule.createDocument(this.app, config));
  }
}

@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get()
  @Allow('office', 'agency', 'county', 'auditor')
  read(): OpenAPIObject {
    return this.openApi.document();
  }
}
