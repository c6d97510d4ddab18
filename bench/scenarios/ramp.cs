#:project ../../src/Stampede/Stampede.csproj
#:property PublishAot=false
using System.Diagnostics;
using Stampede;

var exitCode = await new LoadTest().Run(args);
if (Environment.GetEnvironmentVariable("STAMPEDE_BENCH_STARTS") is { } file)
{
    // Microseconds of a clock, a line per user, in the order of their numbers.
    File.WriteAllLines(file, StartingUser.Starts.TakeWhile(ticks => ticks > 0).Select(ticks => $"{(long)(ticks * 1e6 / Stopwatch.Frequency)}"));
}

return exitCode;

sealed class StartingUser : HttpUser
{
    public static readonly long[] Starts = new long[100_000];

    public override WaitTime WaitTime => WaitTime.Between(1, 3);

    protected override ValueTask OnStart()
    {
        Starts[Number] = Stopwatch.GetTimestamp();
        return default;
    }

    [Task]
    public async ValueTask Page() => await Http.Get("/");
}
