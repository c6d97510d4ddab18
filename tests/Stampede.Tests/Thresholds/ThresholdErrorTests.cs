using Stampede.Results;

namespace Stampede.Tests;

public sealed class ThresholdErrorTests
{
    [Fact]
    public void A_wrong_unit() => Refused(
        """
        The threshold cannot be read: 'xs' is no unit of time; did you mean us?
          p(99) < 500xs
                     ^^
          Allowed here: us, ms, s or m; without a unit ms.
        """);

    [Fact]
    public void A_wrong_metric() => Refused(
        """
        The threshold cannot be read: 'failurerate' is unknown; did you mean failure_rate?
          failurerate < 1%
          ^^^^^^^^^^^
          Allowed here: p(N), avg, med, min, max or count (of response_time, or of failed_response_time, all_response_time or service_time written before it); requests, requests_per_second, failures, failure_rate, success_rate; each of these may follow a request's name, a colon and a space; check("name") or checks; iterations, iterations_per_second; arrivals, late_arrivals, dropped_arrivals, late_arrival_rate, dropped_arrival_rate; counter, gauge, rate or trend and ("name").
        """);

    [Fact]
    public void A_metric_without_its_figure() => Refused(
        """
        The threshold cannot be read: '<' stands where one of its figures is expected.
          response_time < 500ms
                        ^
          Allowed here: p(N), avg, med, min, max or count.
        """);

    [Fact]
    public void A_percentile_above_100() => Refused(
        """
        The threshold cannot be read: '101' is no percentile.
          POST /x: p(101) < 500ms
                     ^^^
          Allowed here: a number from 0 to 100.
        """);

    [Fact]
    public void A_missing_comparison() => Refused(
        """
        The threshold cannot be read: it ends where a comparison is expected.
          p(99)
               ^
          Allowed here: <, <=, >, >=, == or !=.
        """);

    [Fact]
    public void A_single_equals_sign() => Refused(
        """
        The threshold cannot be read: '=' is no comparison; did you mean ==?
          failures = 0
                   ^
          Allowed here: <, <=, >, >=, == or !=.
        """);

    [Fact]
    public void A_share_above_1() => Refused(
        """
        The threshold cannot be read: '99' is more than everything; did you mean 99%?
          success_rate >= 99
                          ^^
          Allowed here: 0% to 100%, or without % a share from 0 to 1.
        """);

    [Fact]
    public void A_check_of_one_request() => Refused(
        """
        The threshold cannot be read: checks are counted by their own names, not by request.
          POST /x: check("ok") > 99%
          ^^^^^^^
          Allowed here: the check without a request before it.
        """);

    [Fact]
    public void A_count_that_would_end_the_run_at_once() => Refused(
        """
        The threshold cannot be read: a count begins at 0, so this would end the run in its first second.
          requests >= 1000 abort
                           ^^^^^
          Allowed here: abort after and a time span, such as abort after 30s.
        """);

    [Fact]
    public void A_selection_by_what_is_not_there() => Refused(
        """
        The threshold cannot be read: nothing is selected by 'clas'; did you mean class?
          POST /login {clas:Buyer}: p(95) < 1s
                       ^^^^
          Allowed here: class:, load:, status: or tag: and a value, several separated by commas: {class:Buyer, status:2xx}.
        """);

    [Fact]
    public void A_selection_that_the_metric_cannot_have() => Refused(
        """
        The threshold cannot be read: this is not counted by status.
          dropped_arrivals{status:2xx} == 0
                          ^^^^^^^^^^^^
          Allowed here: load: and a name, such as {load:name}, or no selection.
        """);

    [Fact]
    public void A_window_of_half_a_second() => Refused(
        """
        The threshold cannot be read: '500ms' is no length of a window.
          p(99) < 500ms over 500ms
                             ^^^^^
          Allowed here: a time span of whole seconds such as 30s or 5m.
        """);

    [Fact]
    public void A_tab_does_not_move_the_mark() => Refused(
        """
        The threshold cannot be read: 'foo' is no unit of time.
          p(99) < 500foo
                     ^^^
          Allowed here: us, ms, s or m; without a unit ms.
        """,
        "p(99)\t< 500foo");

    // text → the marked part ('' for the end) and what the first line must contain
    [Theory]
    [InlineData("", "", "it is empty")]
    [InlineData("   ", "", "it is empty")]
    [InlineData("POST /x:", "", "ends where a metric is expected")]
    [InlineData(": p(99) < 5", ":", "name of a request is missing")]
    [InlineData("POST /x:p(99) < 5", "POST", "unknown")]
    [InlineData("\"/x: p(99) < 5", "\"", "quotation does not end")]
    [InlineData("\"/x\" p(99) < 5", "p(99)", "stands where a colon")]
    [InlineData("http_req_failed < 1%", "http_req_failed", "did you mean failure_rate?")]
    [InlineData("rps > 5", "rps", "did you mean requests_per_second?")]
    [InlineData("median < 5", "median", "did you mean med?")]
    [InlineData("P(99) < 5", "P", "did you mean p(N)?")]
    [InlineData("P99 < 5", "P99", "did you mean p(N)?")]
    [InlineData("avgg < 5", "avgg", "did you mean avg?")]
    [InlineData("service_time foo < 5", "foo", "'foo' is unknown.")]
    [InlineData("service_time requests < 5", "requests", "'requests' is unknown")]
    [InlineData("p < 5", "<", "stands where a percentile")]
    [InlineData("p() < 5", ")", "stands where a percentile")]
    [InlineData("p(9.9.9) < 5", "9.9.9", "is no percentile")]
    [InlineData("p(99 < 5", "<", "stands where a closing bracket")]
    [InlineData("p(-1) < 5", "-1)", "stands where a percentile")]
    [InlineData("p(99) => 5", "=>", "did you mean >=?")]
    [InlineData("p(99) below 5", "below", "stands where a comparison")]
    [InlineData("p(99) <", "", "ends where a number")]
    [InlineData("p(99) < -5", "-5", "stands where a number")]
    [InlineData("p(99) < 1.2.3", "1.2.3", "is no number")]
    [InlineData("p(99) < 99999999999999999999999999999999999", "99999999999999999999999999999999999", "is no number")]
    [InlineData("p(99) < 5 sec", "sec", "did you mean s?")]
    [InlineData("p(99) < 5MS", "MS", "did you mean ms?")]
    [InlineData("p(99) < 5%", "%", "is no unit of time")]
    [InlineData("requests > 5ms", "ms", "is no unit of a count")]
    [InlineData("response_time count > 5ms", "ms", "is no unit of a count")]
    [InlineData("requests_per_second > 5rps", "rps", "did you mean /s?")]
    [InlineData("failure_rate < 1percent", "percent", "did you mean %?")]
    [InlineData("failure_rate < 101%", "101%", "is more than everything")]
    [InlineData("p(99) < 5ms abrot", "abrot", "did you mean abort?")]
    [InlineData("p(99) < 5ms ovre 30s", "ovre", "did you mean over?")]
    [InlineData("p(99) < 5ms over", "", "ends where a time span")]
    [InlineData("p(99) < 5ms over soon", "soon", "stands where a time span")]
    [InlineData("p(99) < 5ms over 30s over 1m", "over", "has no meaning")]
    [InlineData("p(99) < 5ms abort over 30s", "over", "has no meaning")]
    [InlineData("p(99){} < 5", "}", "stands where what to select by")]
    [InlineData("p(99){class} < 5", "}", "stands where a colon")]
    [InlineData("p(99){class:} < 5", "}", "stands where a value")]
    [InlineData("p(99){class:\"\"} < 5", "\"\"}", "stands where a value")]
    [InlineData("p(99){class:A < 5", "", "closing brace is expected")]
    [InlineData("p(99){class:A, class:B} < 5", "class", "stands twice")]
    [InlineData("p(99){class:A}{tag:b} < 5", "{tag:b}", "stands where a comparison")]
    [InlineData("/x {class:A}: p(99){tag:b} < 5", "{", "a selection already")]
    [InlineData("p(99){status:20} < 5", "20", "no status")]
    [InlineData("p(99){status:ok} < 5", "ok", "no status")]
    [InlineData("p(99){class:'A} < 5", "'", "quotation does not end")]
    [InlineData("checks{class:A} > 5%", "{class:A}", "not counted by class")]
    [InlineData("iterations{load:a} > 5", "{load:a}", "not counted by load")]
    [InlineData("counter('a'){load:a} > 5", "{load:a}", "not counted by load")]
    [InlineData("TRANSACTION a {load:a}: max > 5", "{load:a}", "not counted by load")]
    [InlineData("/x: iterations > 5", "/x", "not counted by request")]
    [InlineData("/x: counter('a') > 5", "/x", "not counted by request")]
    [InlineData("counter > 5", ">", "stands where the metric's name")]
    [InlineData("counter('a') per_secnd > 5", "per_secnd", "did you mean per_second?")]
    [InlineData("gauge('a') p(95) > 5", "p", "none of its figures")]
    [InlineData("rate('a') max > 5%", "max", "none of its figures")]
    [InlineData("trend('a') > 5", ">", "stands where one of its figures")]
    [InlineData("trend('a') max > 5ms", "ms", "no unit of a plain number")]
    [InlineData("dropped_iterations == 0", "dropped_iterations", "did you mean dropped_arrivals?")]
    [InlineData("counter('a') > 5 abort", "abort", "begins at 0")]
    [InlineData("p(99) < 5ms abort afer 5s", "afer", "did you mean after?")]
    [InlineData("p(99) < 5ms abort after", "", "ends where a time span")]
    [InlineData("p(99) < 5ms abort after soon", "soon", "stands where a time span")]
    [InlineData("p(99) < 5ms abort after 5s please", "please", "stands where the end")]
    [InlineData("check > 5%", ">", "stands where the check's name")]
    [InlineData("check(ok) > 5%", "ok)", "stands where a name in quotes")]
    [InlineData("check(\"ok) > 5%", "\"", "quotation does not end")]
    [InlineData("check(\"ok\" > 5%", ">", "stands where a closing bracket")]
    public void Each_mistake_is_marked_where_it_is(string text, string marked, string says)
    {
        Assert.False(Threshold.TryParse(text, out _, out var problem));
        var lines = problem.Split('\n');
        Assert.Contains(says, lines[0]);
        Assert.Equal("  " + text, lines[1]);
        var from = lines[2].IndexOf('^');
        var to = lines[2].LastIndexOf('^');
        Assert.Equal(marked, from >= lines[1].Length ? "" : lines[1][from..(to + 1)]);
        Assert.StartsWith("  Allowed here: ", lines[3]);
    }

    [Fact]
    public void Parse_throws_what_TryParse_says()
    {
        var thrown = Assert.Throws<ThresholdSyntaxException>(() => Threshold.Parse("p(99) ~ 5"));
        Assert.False(Threshold.TryParse("p(99) ~ 5", out _, out var problem));
        Assert.Equal(problem, thrown.Message);
        Assert.Equal((6, "p(99) ~ 5"), (thrown.Position, thrown.Text));
    }

    [Fact]
    public void Nothing_that_people_type_does_more_than_be_refused()
    {
        var (random, valid) = (new Random(11), "POST \"/a: b\" {class:A, status:2xx, tag:'b}'}: check(\"x\") trend('y') p(99.9) <= -1.5s over 10s abort after 30s µ%");
        for (var i = 0; i < 40_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ =>
            {
                var start = random.Next(valid.Length);
                return valid.Substring(start, random.Next(Math.Min(8, valid.Length - start)));
            }));
            if (!Threshold.TryParse(text, out var threshold, out var problem))
            {
                Assert.Equal(4, problem.Split('\n').Length);
                continue;
            }

            Assert.Equal(text, threshold.Text);
        }
    }

    private static void Refused(string message, string? text = null)
    {
        message = message.ReplaceLineEndings("\n");
        Assert.False(Threshold.TryParse(text ?? message.Split('\n')[1][2..], out _, out var problem));
        Assert.Equal(message, problem);
    }
}
