namespace Stampede.Engine;

/// <summary>The services of a suite that run.</summary>
internal sealed class SuiteServices(IReadOnlyList<SuiteService> services, ISuiteHost host, Func<string, Task> say) : IAsyncDisposable
{
    private readonly Dictionary<string, IAsyncDisposable> _running = [];
    private readonly Dictionary<string, Uri> _addresses = [];
    private readonly HashSet<string> _used = []; // by a test, since they were started

    /// <summary>The base addresses of those that run, by name.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses => _addresses;

    /// <summary>Starts those that do not run, and for a test anew those that are to be fresh for each.</summary>
    /// <param name="names">Which.</param>
    /// <param name="isForTest">Whether a test uses them now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="LoadTestException">One cannot be started.</exception>
    public async Task Start(IReadOnlyList<string> names, bool isForTest, CancellationToken cancellationToken)
    {
        foreach (var service in services.Where(s => names.Contains(s.Name)))
        {
            if (isForTest && !_used.Add(service.Name) && service.Restart)
            {
                await Stop(service.Name);
            }

            if (_running.ContainsKey(service.Name))
            {
                continue;
            }

            await say($"Starting {service.Name} …");
            var filled = service with
            {
                Command = [.. service.Command.Select(c => Placeholders.Fill(c, _addresses))],
                Arguments = [.. service.Arguments.Select(a => Placeholders.Fill(a, _addresses))],
                Environment = service.Environment.ToDictionary(v => v.Key, v => Placeholders.Fill(v.Value, _addresses)),
            };
            (_addresses[service.Name], _running[service.Name]) = await host.Start(filled, cancellationToken);
        }
    }

    /// <summary>Stops all, the last first.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.Reverse())
        {
            await Stop(service.Name);
        }
    }

    private async Task Stop(string name)
    {
        if (_running.Remove(name, out var running))
        {
            await running.DisposeAsync();
            _addresses.Remove(name);
        }
    }
}
