#:project ../../src/Stampede/Stampede.csproj
#:property PublishAot=false
using System.Globalization;
using Stampede;

var rate = double.Parse(Environment.GetEnvironmentVariable("STAMPEDE_BENCH_RATE") ?? "20000", CultureInfo.InvariantCulture);
return await new LoadTest { Load = Load.Arrivals(rate) }.Run(args);

sealed class ArrivingUser : HttpUser
{
    [Task]
    public async ValueTask Page() => await Http.Get("/");
}
