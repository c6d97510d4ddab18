using System.CommandLine;
using System.Runtime.InteropServices;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede store</c>: runs in a database that several machines and people share. A load test itself never talks to it.</summary>
internal static class StoreCommand
{
    public static Command Make(EntranceContext context)
    {
        var store = StoreOption.Make();
        store.Recursive = true;
        return new Command("store", "Keeps runs in a PostgreSQL database, where several machines and people share them.")
        {
            store,
            StorePushCommand.Make(context, store),
            StoreListCommand.Make(context, store),
            StorePullCommand.Make(context, store),
            StoreRemoveCommand.Make(context, store),
            StorePruneCommand.Make(context, store),
            StoreStatusCommand.Make(context, store),
            StoreMigrateCommand.Make(context, store),
        };
    }

    /// <summary>Opens the store and does something with it that Ctrl-C stops: then nothing is done by halves, and the exit code is 130.</summary>
    public static async Task<int> With(
        string? address, EntranceContext context, Func<PostgresRunStore, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var store = StoreOption.Need(address, context);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await work(store, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("error: It was interrupted: what was under way was taken back.");
            return ExitCode.Killed;
        }

        // A second one ends the process as it would any other.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    /// <summary>Finds a run.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static async ValueTask<StoredRun> Find(PostgresRunStore store, string name, CancellationToken cancellationToken) =>
        await store.Find(name, cancellationToken) ?? throw new UsageException($"There is no run '{name}' in the store {store.Address}; 'stampede store list' lists them.");
}
