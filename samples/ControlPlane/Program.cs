using System.Net.Sockets;
using ControlPlane.Auth;
using ControlPlane.Cab;
using ControlPlane.Correlation;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Faults;
using ControlPlane.Health;
using ControlPlane.Hosting;
using ControlPlane.Storage;
using ControlPlane.Throttling;

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
var app = SampleHost.Build(options);
var accounts = new AccountDirectory();
var sessions = new SessionStore(TimeProvider.System);
var throttle = new Throttle(TimeProvider.System, options.AllowLoadTestUsers);
var gate = new Gate(throttle);
await using IDatabase database = new MemoryDatabase(TimeProvider.System);

app.Use(CorrelationMiddleware.Invoke);
app.Use(new ErrorMiddleware(app.Logger).Invoke);
app.Use(new FaultMiddleware(options.Latency, options.FailRate, Random.Shared).Invoke);
app.Use(new SessionMiddleware(sessions).Invoke);

new HealthEndpoints(TimeProvider.System).Map(app);
new AuthEndpoints(accounts, sessions, throttle).Map(app);
new DeploymentEndpoints(database, gate, TimeProvider.System).Map(app);
new LegacyCabEndpoints(database, gate, TimeProvider.System).Map(app);
new CabRequestEndpoints(database, gate, TimeProvider.System).Map(app);
new CabExceptionEndpoints(database, gate, TimeProvider.System).Map(app);

if (options.AllowLoadTestUsers)
{
    app.Logger.LogWarning("Load-test users are exempt from the throttles: {Users}", string.Join(", ", AccountDirectory.LoadTestUsers));
}

try
{
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (problem is IOException or SocketException)
{
    // The address is taken, or is none of this machine's.
    Console.Error.WriteLine($"Cannot listen on {options.Urls}: {problem.Message}");
    return 1;
}
