using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>A large file takes no more memory than a small one.</summary>
[Collection(nameof(LongRunTests.Alone))]
public sealed class RunBuilderMemoryTests
{
    private const long Most = 100_000_000;

    [Fact]
    public void A_million_rows_of_two_hours_in_disorder_stay_below_100_MB()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var builder = new RunBuilder();
        var names = Enumerable.Range(0, 30).Select(i => builder.RequestId("GET", $"/page/{i}")).ToArray();
        var random = new Random(1);
        var begin = RunBuilder.Micros(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        const int Rows = 1_000_000;
        for (var i = 0; i < Rows; i++)
        {
            // Three machines, one of them 90 s behind in what it writes; times of 1 ms to 10 s.
            var late = i % 3 == 0 ? 90_000_000 : 0;
            var elapsed = (long)(1_000 * Math.Pow(10, random.NextDouble() * 4));
            builder.Add(new RequestRow
            {
                Request = names[random.Next(names.Length)],
                End = begin + 90_000_000 + ((long)i * 7_200) - late,
                Elapsed = elapsed,
                Status = 200,
                FirstByte = elapsed / 2,
                Failure = i % 50 == 0 ? FailureKind.Timeout : FailureKind.None,
            });
            if (i % 250_000 == 249_999)
            {
                Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Most); // below what it was before, where other tests let go of theirs
            }
        }

        var run = builder.Result(new RunFacts { Format = "rows", Name = "test", Files = [], Unknown = UnknownParts.None });
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < Most); // below what it was before, where other tests let go of theirs
        Assert.Equal(Rows, run.Total().Settled);
        Assert.Equal(Rows, run.Intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled)));
    }
}
