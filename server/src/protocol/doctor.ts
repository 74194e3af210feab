import { Method, wsDoctorParamsSchema } from '@drift/shared';
import type { Patient } from '../session/doctor/check.ts';
import { examine } from '../session/doctor/doctor.ts';
import { probeInThreads } from '../session/doctor/probe-grammars.ts';
import { readProjectConfig } from '../session/project-config.ts';
import type { WsPlace } from '../session/ws/place.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { inPlace } from './ws-place.ts';

/** `drift/ws.doctor`: what keeps Drift from working well here, and with `fix` less of it. */
export function registerDoctor(context: ServerContext): void {
  const { host, workerScript, init } = context.session.options;
  onRequest(context, Method.wsDoctor, wsDoctorParamsSchema, ({ uri, thorough, fix }) =>
    inPlace(context, uri, async (ws) => {
      const { root } = ws;
      const flags = new Map(Object.entries(init.flags));
      const patient = async (): Promise<Patient> => ({
        host,
        root,
        thorough,
        ws: { ...ws, inspect: remembering(ws.inspect) },
        settings: await readProjectConfig(host, root, flags, null),
        probeGrammars: () => probeInThreads(host, workerScript),
      });
      return { checks: await examine(patient, fix) };
    }),
  );
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
