using System.Reflection;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The process around the entrance, so that tests can put another around it.</summary>
internal sealed record EntranceContext
{
    /// <summary>Columns where the output is no terminal.</summary>
    private const int FileWidth = 120;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal that can move its cursor.</summary>
    public bool IsTerminal { get; init; }

    public bool Color { get; init; }

    public Func<(int Width, int Height)> Size { get; init; } = () => (FileWidth, int.MaxValue);

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes the process's signals; tests send their own.</summary>
    public Action<StopSignals> RegisterSignals { get; init; } = _ => { };

    /// <summary>Has what the load test itself prints written elsewhere, while the live view is drawn.</summary>
    public Action<TextWriter> RedirectOut { get; init; } = _ => { };

    /// <summary>Tells of pressed keys until what it returns is disposed; null where there is no keyboard.</summary>
    public Func<Action<char>, IDisposable>? Keys { get; init; }

    /// <summary>Ends the process.</summary>
    public Action<int> Exit { get; init; } = Environment.Exit;

    /// <summary>Where options come from beside the command line; default nowhere.</summary>
    public OptionSources Sources { get; init; } = new();

    /// <summary>Runs the test.</summary>
    public Func<LoadTest, RunOptions, CancellationToken, Task<RunResult>> Run { get; init; } =
        (test, options, cancellationToken) => test.Run(options, cancellationToken);

    /// <summary>Where user classes are looked for if the test does not name them.</summary>
    public Assembly? EntryAssembly { get; init; }

    /// <summary>This process.</summary>
    public static EntranceContext OfProcess()
    {
        var terminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new EntranceContext
        {
            Out = Console.Out,
            Error = Console.Error,
            IsTerminal = terminal,
            Color = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Size = terminal ? TerminalSize : () => (FileWidth, int.MaxValue),
            RegisterSignals = signals => signals.Register(),
            RedirectOut = Console.SetOut,
            Keys = TerminalKeys.Exist ? TerminalKeys.Listen : null,
            Sources = OptionSources.OfProcess(),
            EntryAssembly = Assembly.GetEntryAssembly(),
        };
    }

    // A pseudo-terminal whose size nobody has set reports 0.
    private static (int Width, int Height) TerminalSize() =>
        (Console.WindowWidth > 0 ? Console.WindowWidth : 80, Console.WindowHeight > 0 ? Console.WindowHeight : 24);
}
