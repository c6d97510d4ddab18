using TicketAgents.Jobs;

namespace TicketAgents.Enhancing;

/// <summary>Enhances a ticket: context, synthesis, update. A ticket's time is shared among them as it was in the recorded system, 12.5 to 25 to 7.5 seconds.</summary>
internal sealed class Enhancer(SlowDependency dependency, TimeSpan contextTimeout, TimeProvider clock)
{
    private const double ContextShare = 12.5 / 45;
    private const double SynthesisShare = 25.0 / 45;
    private const double UpdateShare = 7.5 / 45;
    private const int MaxSummary = 200;

    /// <summary>Enhances it.</summary>
    /// <exception cref="DependencyException">The ticket could not be updated: try again.</exception>
    public async Task<(string? Context, string Output)> Enhance(Job job, CancellationToken cancellationToken)
    {
        var time = dependency.Draw();
        var context = await Gather(job, time * ContextShare, cancellationToken);
        var output = await Synthesise(job, context, time * SynthesisShare, cancellationToken);
        await dependency.Call("The update of the ticket", time * UpdateShare, cancellationToken);
        return (context, output);
    }

    // Without context the work goes on.
    private async Task<string?> Gather(Job job, TimeSpan time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(contextTimeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await dependency.Call("The gathering of context", time, limit.Token);
            return $"3 similar tickets of {job.TenantId}, 2 articles, 1 address";
        }
        catch (DependencyException)
        {
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<string> Synthesise(Job job, string? context, TimeSpan time, CancellationToken cancellationToken)
    {
        var summary = job.Description.Length > MaxSummary ? $"{job.Description.AsSpan(0, MaxSummary)}…" : job.Description;
        try
        {
            await dependency.Call("The synthesis", time, cancellationToken);
            return $"Summary: {summary}\nPriority: {job.Priority}\nContext: {context ?? "none"}";
        }
        catch (DependencyException)
        {
            return $"[without synthesis] {summary}";
        }
    }
}
