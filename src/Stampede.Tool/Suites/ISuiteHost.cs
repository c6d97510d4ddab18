namespace Stampede.Engine;

/// <summary>What a suite does to the world around it: processes, the network, time. Tests have another.</summary>
internal interface ISuiteHost
{
    /// <summary>Builds a load test.</summary>
    /// <returns>The program; null where it cannot be built, which was said.</returns>
    Task<string?> Build(string file, CancellationToken cancellationToken);

    /// <summary>Has a load test read its options without running.</summary>
    /// <returns>What is wrong with them.</returns>
    Task<IReadOnlyList<string>> Check(string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken);

    /// <summary>Runs a load test to its end.</summary>
    /// <returns>Its exit code.</returns>
    Task<int> Run(string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment);

    /// <summary>Starts a service and waits until it is ready.</summary>
    /// <returns>Its base address, and what stops it.</returns>
    /// <exception cref="LoadTestException">It cannot be started, or was not ready in time.</exception>
    Task<(Uri Address, IAsyncDisposable Stop)> Start(SuiteService service, CancellationToken cancellationToken);

    /// <summary>Asks for an answer once.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    Task<string?> Ask(HealthCheck check, CancellationToken cancellationToken);

    /// <summary>Waits.</summary>
    Task Wait(TimeSpan time, CancellationToken cancellationToken);
}
