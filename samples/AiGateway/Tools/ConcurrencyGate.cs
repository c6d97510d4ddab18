using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace AiGateway.Tools;

/// <summary>Counts the calls of each tool that run, and lets in no more than its sensitivity allows.</summary>
internal sealed class ConcurrencyGate
{
    private readonly ConcurrentDictionary<string, StrongBox<int>> _running = new();

    public int Running(Tool tool) => _running.TryGetValue(tool.Name, out var running) ? Volatile.Read(ref running.Value) : 0;

    /// <summary>Lets a call in; it must <see cref="Leave"/> where that succeeded.</summary>
    public bool TryEnter(Tool tool)
    {
        var running = _running.GetOrAdd(tool.Name, _ => new());
        if (Interlocked.Increment(ref running.Value) <= tool.MaxConcurrent)
        {
            return true;
        }

        Interlocked.Decrement(ref running.Value);
        return false;
    }

    public void Leave(Tool tool) => Interlocked.Decrement(ref _running[tool.Name].Value);
}
