import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { PensionAccountStatement } from '#shared/records-api/statements.ts';
import { compactPdf } from './pdf-compact.ts';
import { INVENTED_STATEMENT } from './statement/invented-statement.ts';
import { PENSION_ACCOUNT_TEMPLATE } from './statement/pension-account.typ.ts';
import { statementView } from './statement/statement-view.ts';

/** Everything is a shadow file in memory under a folder that need not exist: nothing personal touches the disk. */
const WORKSPACE = '/kiosk-statement';
const TEMPLATE_PATH = `${WORKSPACE}/pension-account.typ`;
const DATA_PATH = `${WORKSPACE}/statement.json`;

export interface ComposedStatement {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/** Blocks its thread for as long as Typst works: belongs in the worker. */
export interface TypstCompiler {
  compile(statement: PensionAccountStatement): ComposedStatement;
  /**
   * Drops all that Typst remembers, so that no part of a person's statement outlives it, and warms it again with
   * nobody's. Apart from `compile`, so that nobody waits for it.
   */
  forget(): void;
}

export function createTypstCompiler(): TypstCompiler {
  const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontPaths: fontFolders() }] });
  compiler.addSource(TEMPLATE_PATH, PENSION_ACCOUNT_TEMPLATE);

  function compile(statement: PensionAccountStatement): ComposedStatement {
    compiler.mapShadow(DATA_PATH, Buffer.from(JSON.stringify(statementView(statement))));
    const compiled = compiler.compile({ mainFilePath: TEMPLATE_PATH });
    const document = compiled.result;
    // The diagnostics quote the template, never the data.
    if (document === null)
      throw new Error(`Typst refused the template: ${diagnostics(compiled.takeError())}`);
    return { pdf: compactPdf(write(document, statement.issuedAt)), pages: document.numOfPages };
  }

  /** PDF/UA has no empty boxes: a character that no font has makes it refuse the whole paper. */
  function write(document: NodeTypstDocument, issuedAt: number): Buffer {
    try {
      return compiler.pdf(document, {
        pdfStandard: 'ua-1',
        creationTimestamp: Math.floor(issuedAt / 1000),
      });
    } catch (error) {
      // Typst quotes the characters, which may be of a name.
      const noGlyph = error instanceof Error && error.message.includes('could not be displayed');
      throw new Error(
        noGlyph ? 'the statement has a character that no font of this kiosk has' : 'Typst wrote no PDF',
      );
    }
  }

  return {
    compile,
    forget() {
      // 0 = whatever its age (Typst's memory is one for the whole process).
      compiler.evictCache(0);
      compile(INVENTED_STATEMENT);
    },
  };
}

function diagnostics(error: { readonly shortDiagnostics: readonly unknown[] } | null): string {
  return JSON.stringify(error?.shortDiagnostics ?? 'no diagnostics');
}

/**
 * Regular and Bold of Noto Sans SC as TrueType: every character of GB 18030-2022 levels 1 and 2, so also 䶮 㛃 𬴂, which
 * most Chinese fonts do not have. Beyond that, such as 𠮷, Typst takes the operating system's fonts.
 */
function fontFolders(): string[] {
  const packageFile = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json');
  return ['400Regular', '700Bold'].map((folder) => join(dirname(packageFile), folder));
}
