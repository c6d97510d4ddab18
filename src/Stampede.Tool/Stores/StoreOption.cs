using System.CommandLine;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary>The option that names a store, and the variable that counts where it is not given.</summary>
internal static class StoreOption
{
    /// <summary>What turns the variable off.</summary>
    public const string None = "none";

    /// <summary>The option.</summary>
    public static Option<string?> Make() => new("--store")
    {
        Description = $"The store, in PostgreSQL: postgres://user@host/database. Default: the variable {StoreAddress.Variable}; '{None}' for none in spite of it.",
        HelpName = "address",
    };

    /// <summary>Opens the store; it connects when it is first asked something. Null where none is given, which is no mistake.</summary>
    /// <exception cref="UsageException">The address is malformed; the message has no password.</exception>
    public static PostgresRunStore? Open(string? given, EntranceContext context) =>
        (given ?? context.Sources.Environment.GetValueOrDefault(StoreAddress.Variable)?.Trim()) is { Length: > 0 } address && address != None
            ? new PostgresRunStore(Parse(address, given is null ? StoreAddress.Variable : "--store"), text => context.Error.WriteLine(text))
            : null;

    /// <summary>As <see cref="Open"/>, for commands that do nothing without one.</summary>
    /// <exception cref="UsageException">None is given, or the address is malformed.</exception>
    public static PostgresRunStore Need(string? given, EntranceContext context) =>
        Open(given, context) ?? throw new UsageException($"Which store? --store postgres://user@host/database names it, or the variable {StoreAddress.Variable}.");

    private static StoreAddress Parse(string address, string source)
    {
        try
        {
            return StoreAddress.Parse(address);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{source}: {e.Message}");
        }
    }
}
