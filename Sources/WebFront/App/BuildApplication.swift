// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HummingbirdCore
import Jobs
import Logging
import NIOCore
import ServiceLifecycle
import Spool

/// The web front, ready to run.
func buildApplication(_ configuration: FrontConfiguration, logger: Logger) throws -> some ApplicationProtocol {
    let spool = try Spool(home: configuration.home)
    try MountCheck(spool).requireOneMount()
    let directory = JobDirectory(
        spool: spool,
        records: SQLiteJobReader(path: StateFolder.databasePath(in: configuration.state)),
        defaults: configuration.defaults
    )
    return Application(
        router: buildRouter(configuration, directory),
        server: .http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    PipelinedRequestHandler(),
                    StalledReaderHandler(patience: TimeAmount(configuration.idleTimeout * 10)),
                    EarlyAnswerHandler(), MalformedRequestHandler(),
                ],
                idleTimeout: TimeAmount(configuration.idleTimeout)
            )
        ),
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port),
            backlog: 1024,
            availableConnectionsDelegate: MaximumAvailableConnections(configuration.connections, logger: logger)
        ),
        services: [UploadSweeper(spool: spool, logger: logger)],
        logger: logger
    )
}

private func buildRouter(_ configuration: FrontConfiguration, _ directory: JobDirectory) -> Router<FrontRequestContext>
{
    let uploads = UploadRoutes(spool: directory.spool, limits: configuration.limits, defaults: configuration.defaults)
    let jobs = JobRoutes(directory: directory)
    let results = ResultRoutes(directory: directory)
    let pages = PageResultRoutes(directory: directory)
    let health = HealthRoutes(
        directory: directory,
        statePath: configuration.state,
        reserve: configuration.limits.reserve
    )
    let page = PageRoutes(outputs: configuration.defaults.outputs)

    let router = Router(context: FrontRequestContext.self)
    router.add(middleware: ProblemMiddleware())
    router.add(middleware: CrossSiteMiddleware())
    router.resource("/v1/jobs", [.get: jobs.list, .post: uploads.create])
    router.resource("/v1/jobs/:id", [.get: jobs.show, .delete: jobs.delete])
    router.resource("/v1/jobs/:id/cancel", [.post: jobs.cancel])
    router.resource("/v1/jobs/:id/retry", [.post: jobs.retry])
    router.resource("/v1/jobs/:id/results", [.get: results.manifest])
    router.resource("/v1/jobs/:id/results/**", [.get: results.output])
    router.resource("/v1/jobs/:id/pages", [.get: pages.list])
    router.resource("/v1/jobs/:id/pages/:page/:kind", [.get: pages.page])
    router.resource("/healthz", [.get: health.live])
    router.resource("/readyz", [.get: health.ready])
    router.resource("/", [.get: page.index])
    router.resource("/app.js", [.get: page.script])
    router.resource("/app.css", [.get: page.style])
    return router
}
