using Stampede.Metrics;
using Stampede.Reporting;

namespace Stampede.Tests;

public class PagePartTests
{
    [Fact]
    public void Modules_become_one_script_in_the_order_in_which_they_need_each_other()
    {
        var files = new Dictionary<string, string>
        {
            ["main.js"] = "import { b, C } from \"./other.js\";\nimport { a } from \"./leaf.js\";\nuse(a, b, C);\n",
            ["other.js"] = "import { a } from \"./leaf.js\";\nexport const b = a + 1;\nexport class C {}\n",
            ["leaf.js"] = "export function a() {}\nfunction hidden() {}\n",
        };

        var script = PageScript.Of("main", name => files[name]);

        Assert.Equal(
            """
            "use strict";
            const module_leaf = (() => {
            function a() {}
            function hidden() {}
            return { a };
            })();
            const module_other = (() => {
            const { a } = module_leaf;
            const b = a + 1;
            class C {}
            return { b, C };
            })();
            const module_main = (() => {
            const { b, C } = module_other;
            const { a } = module_leaf;
            use(a, b, C);
            return {  };
            })();

            """,
            script,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_page_holds_no_tag_of_a_file_any_more()
    {
        var page = System.Text.Encoding.UTF8.GetString([.. PageTemplate.Before, .. PageTemplate.After]);

        Assert.DoesNotContain("src=", page[..page.IndexOf("<script", StringComparison.Ordinal)]);
        Assert.DoesNotContain("<link", page);
        Assert.DoesNotContain("export ", page.Split('\n').Where(line => line.StartsWith("export ", StringComparison.Ordinal)));
        Assert.Contains("Permission is hereby granted", page);
    }

    [Theory]
    [InlineData(10, 10, 1)]
    [InlineData(600, 600, 1)]
    [InlineData(3_600, 360, 10)]
    [InlineData(86_400, 288, 300)]
    public void Points_are_as_wide_as_needed(int seconds, int points, int width)
    {
        var grid = new TimeGrid(TimeSpan.FromSeconds(seconds), 600);

        for (var second = 0; second < seconds; second++)
        {
            grid.Add(TimeSpan.FromSeconds(second - (second > 0 ? 0.0004 : 0)), TimeSpan.FromSeconds(1)); // a hair early
        }

        Assert.Equal(points, grid.Starts.Count);
        Assert.All(grid.Lengths, length => Assert.Equal(width * 1_000, length));
    }

    [Fact]
    public void A_run_that_goes_on_far_longer_than_planned_gets_coarser_points()
    {
        var grid = new TimeGrid(TimeSpan.FromSeconds(10), 600);

        for (var second = 0; second < 100_000; second++)
        {
            grid.Add(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1));
        }

        Assert.InRange(grid.Starts.Count, 600, 6_000);
        Assert.Equal(100_000_000, grid.Lengths.Sum());
    }

    [Fact]
    public void Coarse_buckets_keep_every_value()
    {
        var times = new Histogram();
        var random = new Random(3);
        for (var i = 0; i < 5_000; i++)
        {
            times.Record((long)Math.Exp(random.NextDouble() * 22));
        }

        times.Record(0, 7);
        times.Record(Histogram.Largest);

        var counts = LogBuckets.Counts(times);

        Assert.Equal(0, counts[0]);
        Assert.Equal(times.Count, counts[1..].Sum());
        Assert.Empty(LogBuckets.Counts(new Histogram()));
    }

    [Fact]
    public void A_point_has_the_percentiles_of_all_its_requests_not_a_mean()
    {
        var series = new TimesSeries(differs: false);
        series.Add(PrintedRuns.Stats(900, 1_000, 200));
        series.Add(PrintedRuns.Stats(100, 100_000, 200));
        series.Close(0);

        Assert.Equal([1_000], series.Settled);
        Assert.InRange(series.Times[0][0], 1_000, 1_300); // p50
        Assert.InRange(series.Times[1][0], 100_000, 130_000); // p95
    }
}
