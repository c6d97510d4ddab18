using System.Net.Sockets;
using ControlPlane.Auth;
using ControlPlane.Hosting;
using ControlPlane.Storage;
using Npgsql;

var parsed = SampleOptionsParser.Parse(args);
if (parsed.Help)
{
    Console.Out.WriteLine(SampleOptionsParser.Usage);
    return 0;
}

if (parsed.Problems.Count > 0)
{
    foreach (var problem in parsed.Problems)
    {
        Console.Error.WriteLine(problem);
    }

    Console.Error.WriteLine("See --help.");
    return 2;
}

var options = parsed.Options;
try
{
    await using IDatabase database = options.Postgres is { } connection
        ? await PostgresDatabase.Open(connection, options.PostgresPool)
        : new MemoryDatabase(TimeProvider.System);
    var app = SampleHost.Build(options);
    if (options.AllowLoadTestUsers)
    {
        app.Logger.LogWarning("Load-test users are exempt from the throttles: {Users}", string.Join(", ", AccountDirectory.LoadTestUsers));
    }

    await SampleService.Run(app, database, options);
    return 0;
}
catch (NpgsqlException problem)
{
    Console.Error.WriteLine($"PostgreSQL cannot be used: {problem.Message}");
    return 1;
}
catch (Exception problem) when (problem is IOException or SocketException)
{
    // The address is taken, or is none of this machine's.
    Console.Error.WriteLine($"Cannot listen on {options.Urls}: {problem.Message}");
    return 1;
}
