using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What the hooks of a run threw, from any thread: each text once, with how often.</summary>
internal sealed class HookFailures
{
    /// <summary>Of one hook; texts beyond go together.</summary>
    private const int MostTexts = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Hook, string Text), long> _failures = [];

    public void Add(string hook, Exception exception) => Add(hook, $"threw {exception.GetType().Name}", exception.Message);

    /// <param name="hook">Its name among the <see cref="Hooks"/>.</param>
    /// <param name="what">What it did: threw X.</param>
    /// <param name="message">What it said.</param>
    public void Add(string hook, string what, string message)
    {
        lock (_lock)
        {
            var key = (hook, $"{what}: {message}");
            if (!_failures.ContainsKey(key) && _failures.Keys.Count(k => k.Hook == hook) >= MostTexts)
            {
                key = (hook, "failed with further messages");
            }

            _failures[key] = _failures.GetValueOrDefault(key) + 1;
        }
    }

    public IReadOnlyList<RunNote> Notes()
    {
        lock (_lock)
        {
            return [.. _failures.Select(f => new RunNote("HOOK-FAILED", NoteSeverity.Warning, string.Create(CultureInfo.InvariantCulture,
                $"Hooks.{f.Key.Hook} {f.Key.Text} ({f.Value:N0} {(f.Value == 1 ? "time" : "times")}; the run went on)")))];
        }
    }
}
