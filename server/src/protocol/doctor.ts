import { Method, type WsDoctorAnswer, type WsDoctorParams, wsDoctorParamsSchema } from '@drift/shared';
import type { Patient } from '../session/doctor/check.ts';
import { examine } from '../session/doctor/doctor.ts';
import { grammarFiles } from '../session/doctor/grammar-files.ts';
import { type LargeDirectories, largeDirectories } from '../session/doctor/large-directories.ts';
import { probeGrammars, probeInThreads } from '../session/doctor/probe-grammars.ts';
import { readProjectConfig } from '../session/project-config.ts';
import { scanOptionsOf } from '../session/scan/scan-options.ts';
import type { WsPlace } from '../session/ws/place.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { inPlace } from './ws-place.ts';

/** `drift/ws.doctor`: what keeps Drift from working well here, and with `fix` less of it. */
export function registerDoctor(context: ServerContext): void {
  onRequest(context, Method.wsDoctor, wsDoctorParamsSchema, async (params) => ({
    checks: await examined(context, params),
  }));
}

/** What every check says, after mending where that was asked for. */
export function examined(
  context: ServerContext,
  { uri, thorough, fix }: WsDoctorParams,
): Promise<WsDoctorAnswer['checks']> {
  const { host, analyzer, workerScript, wasmFolder, init } = context.session.options;
  return inPlace(context, uri, async (ws) => {
    const { root } = ws;
    const flags = new Map(Object.entries(init.flags));
    const patient = async (): Promise<Patient> => {
      const settings = await readProjectConfig(host, root, flags, null);
      return {
        host,
        root,
        thorough,
        ws: { ...ws, inspect: remembering(ws.inspect) },
        settings,
        walk: once(() => largeDirectories(host, root, scanOptionsOf(settings.config))),
        grammarFiles: () => grammarFiles(host, wasmFolder),
        probeGrammar: (grammar) => probeGrammars(analyzer, [grammar]),
        probeGrammars: () => probeInThreads(host, workerScript),
      };
    };
    return examine(patient, fix);
  });
}

/** Several checks ask for it: it is done at the first time. */
function once(work: () => Promise<LargeDirectories>): () => Promise<LargeDirectories> {
  let done: Promise<LargeDirectories> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}

/** Several checks ask about the same file: it is looked at once. */
function remembering(inspect: WsPlace['inspect']): WsPlace['inspect'] {
  const known = new Map<string, ReturnType<WsPlace['inspect']>>();
  return (path, thorough) => {
    const key = `${thorough} ${path}`;
    const report = known.get(key) ?? inspect(path, thorough);
    known.set(key, report);
    return report;
  };
}
