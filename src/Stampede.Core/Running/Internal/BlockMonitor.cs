using System.Globalization;
using System.Runtime;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// Rule 3: finds users that block an event loop. Looks every 50 ms whether a loop is still in the same step of the same user; over 100 ms is a
/// finding, over 5 s ends the run. A look that comes late itself proves nothing (the machine, not the user, stood still) and starts anew; what the
/// runtime did meanwhile (compiling, collecting garbage) is not the user's either and is taken off.
/// </summary>
internal sealed class BlockMonitor(IReadOnlyList<EventLoop> loops)
{
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Finding = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Fatal = TimeSpan.FromSeconds(5);

    private readonly Watch[] _watches = [.. loops.Select(l => new Watch(l))];
    private readonly Dictionary<(string Class, string Doing), Block> _blocks = [];
    private TimeSpan _lastLook;

    /// <summary>How long the runtime has compiled and paused so far.</summary>
    public static TimeSpan RuntimeTime() => JitInfo.GetCompilationTime() + GC.GetTotalPauseDuration();

    /// <summary>Looks once. Gives the text of a block that ends the run, else null.</summary>
    /// <param name="now">The time of the run.</param>
    /// <param name="runtime"><see cref="RuntimeTime"/>.</param>
    public string? Look(TimeSpan now, TimeSpan runtime)
    {
        var late = now - _lastLook > 2 * Period;
        _lastLook = now;
        string? fatal = null;
        foreach (var watch in _watches)
        {
            var step = watch.Loop.Step;
            if (watch.Loop.Running is not UserRunner user || step != watch.Step)
            {
                watch.Close();
                watch.Step = step;
                watch.Begin(now, runtime);
                continue;
            }

            if (late && watch.Block is null)
            {
                watch.Begin(now, runtime);
                continue;
            }

            var length = now - watch.Since - (runtime - watch.RuntimeSince);
            if (length < Finding)
            {
                continue;
            }

            watch.Block ??= Find(user);
            watch.Block.Extend(length, watch.Loop.Exchanges.Count);
            if (length > Fatal)
            {
                var (name, doing) = What(user);
                fatal ??= $"{name}.{doing} blocked the event loop for over {Fatal.TotalSeconds:0} s: await it, or use Blocking(() => …).";
            }
        }

        return fatal;
    }

    public IEnumerable<RunNote> Notes() =>
        _blocks.Select(b => new RunNote("BLOCKED-LOOP", NoteSeverity.Warning, string.Create(CultureInfo.InvariantCulture,
            $"{b.Key.Class}.{b.Key.Doing} blocked an event loop {b.Value.Times} {(b.Value.Times == 1 ? "time" : "times")}, for up to {b.Value.Longest.TotalMilliseconds:0} ms; up to {b.Value.Delayed} requests of other users were delayed by it: await it, or use Blocking(() => …).")));

    /// <summary>Whose code blocks: the user's, or a hook's that it called.</summary>
    private static (string Class, string Doing) What(UserRunner user) =>
        user.Context.Hook is { } hook ? (nameof(Hooks), hook) : (user.ClassName, user.Doing);

    private Block Find(UserRunner user)
    {
        var key = What(user);
        if (!_blocks.TryGetValue(key, out var block))
        {
            _blocks.Add(key, block = new Block());
        }

        block.Times++;
        return block;
    }

    private sealed class Watch(EventLoop loop)
    {
        public EventLoop Loop { get; } = loop;

        public long Step { get; set; }

        public TimeSpan Since { get; private set; }

        public TimeSpan RuntimeSince { get; private set; }

        public Block? Block { get; set; }

        public void Begin(TimeSpan now, TimeSpan runtime) => (Since, RuntimeSince) = (now, runtime);

        public void Close() => Block = null;
    }

    private sealed class Block
    {
        public int Times { get; set; }

        public TimeSpan Longest { get; private set; }

        public int Delayed { get; private set; }

        public void Extend(TimeSpan length, int delayed)
        {
            Longest = length > Longest ? length : Longest;
            Delayed = Math.Max(Delayed, delayed);
        }
    }
}
