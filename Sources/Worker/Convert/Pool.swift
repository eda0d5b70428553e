// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Logging
import ServiceLifecycle

/// Runs steps, a bounded number at once, until the worker stops; then gives back what it has in hand.
struct Pool: Service, CustomStringConvertible {
    var description: String { "pool" }

    let dispatcher: Dispatcher
    let runner: StepRunner
    let publisher: Publisher
    let host: ConverterHost
    let progress: ProgressBoard
    let store: any JobStore
    let logger: Logger

    func run() async throws {
        try await host.start()
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while let turn = await dispatcher.next() {
                    group.addTask { await perform(turn) }
                }
            }
            await giveBack()
        } onGracefulShutdown: {
            Task {
                _ = await dispatcher.stop()
                await host.close()
            }
        }
    }

    /// All at once: so they share their fsyncs, and who stops the worker need not wait.
    private func giveBack() async {
        await withDiscardingTaskGroup { group in
            for claimed in await dispatcher.stop() { group.addTask { await giveBack(claimed) } }
        }
    }

    private func giveBack(_ claimed: ClaimedJob) async {
        do {
            _ = try await store.release(claimed.fence)
        } catch {
            logger.error("giving a job back failed", metadata: ["job": "\(claimed.job.id)", "error": "\(error)"])
        }
    }

    private func perform(_ turn: Dispatcher.Turn) async {
        if case .inspect = turn.step, !turn.isRendered { await progress.begin(turn.claimed) }
        let outcome = await runner.run(turn)
        logger.debug(
            "step ended",
            metadata: [
                "job": "\(turn.claimed.job.id)", "step": "\(turn.step)", "seconds": "\(outcome.seconds)",
                "silent": "\(outcome.silentSeconds)", "ending": "\(outcome.ending)",
            ]
        )
        guard let (consequence, plan) = await dispatcher.ended(turn, outcome) else {
            await progress.end(turn.claimed.fence)
            try? await runner.discard(turn)
            return await dispatcher.letGo(turn)
        }
        switch consequence {
        case .goOn: await dispatcher.letGo(turn)
        case .publish: await publish(turn, plan)
        case .fail(let failure): await fail(turn, failure)
        }
    }

    private func publish(_ turn: Dispatcher.Turn, _ plan: JobPlan) async {
        do {
            try await publisher.publish(plan, by: await host.facts)
            await progress.end(turn.claimed.fence)
            await dispatcher.close(turn.claimed)
            await dispatcher.letGo(turn)
        } catch {
            await fail(turn, StepRunner.failure(error))
        }
    }

    private func fail(_ turn: Dispatcher.Turn, _ failure: Failure) async {
        await progress.end(turn.claimed.fence)
        await dispatcher.close(turn.claimed)
        await dispatcher.withdraw(turn.claimed.job.id, holders: 1) { [host] in
            await host.stop(job: turn.claimed.job.id)
        }
        // The turn is held until then: nobody else moves the job's folder meanwhile.
        await publisher.fail(turn.claimed, failure)
        await dispatcher.letGo(turn)
    }
}
