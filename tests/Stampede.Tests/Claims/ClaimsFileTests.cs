using Stampede.Claims;
using Stampede.Engine;

namespace Stampede.Tests.Claims;

public class ClaimsFileTests
{
    [Fact]
    public void Claims_are_a_mapping_or_a_list_and_a_metric_may_have_several()
    {
        var mapped = Read("claims:\n  requests: 68,902\n  success_rate: [72 %, 100 %]\n").Set;
        var listed = Read("source: the report\nclaims:\n  - requests=5\n  - failures: 3\n    request: POST /login\n    source: table 2\n  - p99: < 200 ms\n").Set;

        Assert.Equal(["requests = 68,902", "success_rate = 72 %", "success_rate = 100 %"], mapped.Claims.Select(c => c.ToString()));
        Assert.Equal(["requests = 5", "failures of POST /login = 3", "p(99) < 200 ms"], listed.Claims.Select(c => c.ToString()));
        Assert.Equal([null, "table 2", "the report"], listed.Claims.Select(c => c.Source));
    }

    [Fact]
    public void A_plan_has_classes_with_waits_and_requests()
    {
        var plan = Read(
            """
            plan:
              users: 100
              spawn_rate: 2.5
              duration: 5m
              classes:
                Buyer:
                  weight: 3
                  wait: 0.5-2.0
                  requests:
                    POST /orders/: 3
                    GET /orders/{id}: 1
                Visitor:
                  users: 5
                  wait: 2
                  intended: no
                  requests: [GET /, /search]
              targets:
                - requests_per_second >= 50
            """).Set.Plan!;

        Assert.Equal((100, 2.5, TimeSpan.FromMinutes(5)), (plan.Users, plan.SpawnRate, plan.Duration));
        Assert.Equal([("Buyer", 3.0, null, 1.25, true), ("Visitor", 1.0, 5, 2.0, false)], plan.Classes.Select(c => (c.Name, c.Weight, c.Users, c.MeanWait!.Value, c.IsIntended)));
        Assert.Equal([("POST", "/orders/", 3.0), ("GET", "/orders/{id}", 1.0)], plan.Classes[0].Requests.Select(r => (r.Method, r.Name, r.Weight)));
        Assert.Equal([("GET", "/"), (null, "/search")], plan.Classes[1].Requests.Select(r => (r.Method, r.Name)));
        Assert.Equal(["requests_per_second >= 50"], plan.Targets);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_lines()
    {
        var problems = Read(
            """
            claims:
              requests: many
              throughput: 5
            plan:
              userz: 100
              users: -3
              duration: soon
              classes:
                Buyer: { weight: heavy, wait: 3-1 }
              targets: [p99 is 5]
            clams: 1
            """).Problems;

        Assert.Collection(
            problems,
            p => Assert.StartsWith("claims.yaml:2: 'many' is no number for requests", p),
            p => Assert.StartsWith("claims.yaml:3: 'throughput' is no metric that a claim can be about", p),
            p => Assert.StartsWith("claims.yaml:5: 'userz' is not known in plan; did you mean 'users'?", p),
            p => Assert.StartsWith("claims.yaml:6: '-3' is no whole number of at least 1", p),
            p => Assert.StartsWith("claims.yaml:7: 'duration': 'soon' is no time span", p),
            p => Assert.StartsWith("claims.yaml:9: 'heavy' is no number of at least 0", p),
            p => Assert.StartsWith("claims.yaml:9: '3-1' is no wait in seconds", p),
            p => Assert.StartsWith("claims.yaml:10: The target cannot be read", p),
            p => Assert.StartsWith("claims.yaml:11: 'clams' is not known in the file; did you mean 'claims'?", p));
    }

    [Theory]
    [InlineData("", "claims.yaml:1: The file is empty.")]
    [InlineData("{}", "claims.yaml:1: There is neither a claim nor a plan in the file.")]
    [InlineData("claims: [", "claims.yaml:2: This is no YAML")]
    [InlineData("a: 1\na: 2\n", "claims.yaml:2: This is no YAML")]
    [InlineData("- 1\n", "claims.yaml:1: The file is no mapping")]
    public void A_file_that_says_nothing_is_refused(string text, string expected) => Assert.StartsWith(expected, Read(text).Problems[0]);

    private static (ClaimSet Set, IReadOnlyList<string> Problems) Read(string text)
    {
        var problems = new YamlProblems("claims.yaml");
        using var reader = new StringReader(text);
        return (ClaimsFile.Read(reader, problems), problems.All);
    }
}
