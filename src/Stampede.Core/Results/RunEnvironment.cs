namespace Stampede.Results;

/// <summary>Where a run ran.</summary>
public sealed record RunEnvironment
{
    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>Processors that the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>The processor's model name, where the system tells it.</summary>
    public string? Processor { get; init; }

    /// <summary>Bytes of memory that the process may use.</summary>
    public required long Memory { get; init; }

    /// <summary>The operating system and its version.</summary>
    public required string System { get; init; }

    /// <summary>The architecture: x64, arm64.</summary>
    public required string Architecture { get; init; }

    /// <summary>The .NET runtime's version.</summary>
    public required string Runtime { get; init; }

    /// <summary>The garbage collector: <c>workstation, concurrent</c>, <c>server</c> …</summary>
    public required string GarbageCollector { get; init; }

    /// <summary>Whether Stampede and the load test were compiled with optimisation.</summary>
    public required bool Optimized { get; init; }

    /// <summary>Stampede's version.</summary>
    public required string Version { get; init; }

    /// <summary>The commit of the working directory's repository, where there is one; <c>-dirty</c> appended where it has changes.</summary>
    public string? Commit { get; init; }

    /// <summary>The command line, secrets masked; the program without its folder.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>The transport in use: <c>epoll</c> or <c>sockets</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>Event-loop threads.</summary>
    public required int Loops { get; init; }

    /// <summary>Where the hosts of the user classes are, of several the nearest; null where none was known before the run.</summary>
    public TargetPlace? Target { get; init; }

    /// <summary>Open files allowed, as raised for the run; null where there is no such limit.</summary>
    public long? OpenFilesLimit { get; init; }
}
