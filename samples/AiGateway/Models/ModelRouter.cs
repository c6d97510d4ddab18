namespace AiGateway.Models;

/// <summary>
/// Finds a backend that answers: the preferred one first, after a failure the next; up to three more tries for statuses that may pass. One that failed comes last
/// for half a minute.
/// </summary>
internal sealed class ModelRouter(GatewayMetrics metrics, TimeSpan timeout, TimeProvider clock)
{
    private const int Retries = 3;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Begins an answer: comes back with its first token.</summary>
    /// <returns>The answer, the backend that gives it, and how many tries it took.</returns>
    /// <exception cref="BackendException">No backend answered, or none in time (408).</exception>
    public async Task<(Completion Completion, Backend Backend, int Tries)> Begin(Model model, ChatPrompt prompt, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(_ => limit.Cancel(), null, timeout, Timeout.InfiniteTimeSpan);
        for (var tries = 1; ; tries++)
        {
            var backend = Next(model);
            try
            {
                var completion = await backend.Begin(prompt, limit.Token);
                metrics.Tried(backend.Name, "ok");
                return (completion, backend, tries);
            }
            catch (BackendException problem)
            {
                metrics.Tried(backend.Name, $"{problem.Status}");
                backend.RestFor(Rest);
                if (!problem.IsTransient || tries > Retries)
                {
                    throw;
                }

                await Task.Delay(Pause * (1 << (tries - 1)), clock, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                metrics.Tried(backend.Name, "timeout");
                backend.RestFor(Rest);
                throw new BackendException(StatusCodes.Status408RequestTimeout, $"{backend.Name} did not answer within {timeout.TotalSeconds:0.###} s");
            }
        }
    }

    // Where all rest: the one that rests for the shortest time.
    private static Backend Next(Model model)
    {
        foreach (var backend in model.Backends)
        {
            if (!backend.Rests)
            {
                return backend;
            }
        }

        return model.Backends.MinBy(backend => backend.RestsUntil)!;
    }
}
