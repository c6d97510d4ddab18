using System.Text.Json;
using AiGateway.Approvals;
using AiGateway.Peers;

namespace AiGateway.Tools;

/// <summary>Runs calls, by HTTP and by the Model Context Protocol alike: limits first, then approval, then the tool.</summary>
internal sealed class ToolRunner(ToolSet tools, RateLimiter limiter, ConcurrencyGate gate, ApprovalStore approvals, ToolMetrics metrics, ILogger logger)
{
    public async Task<ToolOutcome> Call(string name, IReadOnlyDictionary<string, JsonElement> arguments, ToolCaller caller, CancellationToken cancellationToken)
    {
        // Names are the callers' own: what is no tool is counted as one thing.
        var tool = ToolCatalog.Find(name);
        var outcome = tool is null
            ? ToolOutcome.Failure(ToolOutcome.Invalid, $"There is no tool '{name}'")
            : await Call(tool, arguments, caller, cancellationToken);
        metrics.Called(tool?.Name ?? "(none)", outcome.ErrorType ?? "ok");
        return outcome;
    }

    private async Task<ToolOutcome> Call(Tool tool, IReadOnlyDictionary<string, JsonElement> arguments, ToolCaller caller, CancellationToken cancellationToken)
    {
        if (!limiter.TryCall(caller.User, tool))
        {
            return ToolOutcome.Failure(
                ToolOutcome.RateLimited, $"Rate limit exceeded for {tool.Name}: {tool.Limit.Max} calls and {tool.Limit.Burst} more in {tool.Limit.Window.TotalSeconds} s");
        }

        if (tool.Check(arguments) is { } wrong)
        {
            return ToolOutcome.Failure(ToolOutcome.Invalid, wrong);
        }

        if (!gate.TryEnter(tool))
        {
            return ToolOutcome.Failure(ToolOutcome.TooMany, $"{tool.MaxConcurrent} calls of {tool.Name} are running already");
        }

        try
        {
            if (tool.NeedsApproval && (caller.Approval is null || !approvals.TryUse(caller.Approval, tool.Name, caller.User)))
            {
                return approvals.Ask(tool.Name, caller.User) is { } asked
                    ? ToolOutcome.Failure(ToolOutcome.AccessDenied, $"{tool.Name} needs the approval of an administrator: it was asked for", asked.Id)
                    : ToolOutcome.Failure(ToolOutcome.AccessDenied, $"{tool.Name} needs the approval of an administrator, and too many wait for one");
            }

            return ToolOutcome.Success(await tools.Run(tool.Name, arguments, caller, cancellationToken));
        }
        catch (ToolException problem)
        {
            if (problem.IsViolation)
            {
                metrics.Violated(tool.Name);
            }

            return ToolOutcome.Failure(problem.Type, problem.Message);
        }
        catch (PeerException problem)
        {
            return ToolOutcome.Failure(ToolOutcome.Failed, problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Its text holds the sandbox's real path.
            logger.LogWarning(problem, "{Tool} failed", tool.Name);
            return ToolOutcome.Failure(ToolOutcome.Failed, $"{tool.Name} could not use the file");
        }
        finally
        {
            gate.Leave(tool);
        }
    }
}
