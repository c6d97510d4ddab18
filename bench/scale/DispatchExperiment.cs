using System.Diagnostics;
using System.Globalization;
using Peers;
using Stampede.Engine;

namespace Scale;

/// <summary>How long it takes to say who runs which user, and how even it comes out.</summary>
internal sealed class DispatchExperiment : IExperiment
{
    private const int Rounds = 5;

    // As in a real test: a frequent class, some middling ones, a rare one and a fixed one.
    private static readonly ClassShare[] Classes = [new(10, 0), new(5, 0), new(3, 0), new(1.5, 0), new(0.5, 0), new(1, 5)];

    public string Name => "dispatch";

    public string Heading => "Users shared out to agents";

    public Task<string> Run(ScratchFolder folder, ScaleOptions options)
    {
        var (users, agents) = (options.Users ?? 1_000_000, options.Agents);
        var times = new List<double>();
        var shares = Plan();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            shares = Plan();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        var counts = shares.CountsAt(users);
        var sizes = counts.Select(agent => agent.Sum()).ToArray();
        var weights = Classes.Where(c => c.FixedCount == 0).Sum(c => c.Weight);
        var weighted = users - Classes.Sum(c => c.FixedCount);
        var offs = Classes.Select((c, i) => (c.FixedCount > 0 ? c.FixedCount : weighted * c.Weight / weights, Have: counts.Sum(agent => (long)agent[i])))
            .Select(c => Math.Abs(c.Have - c.Item1) / users);
        var spread = Enumerable.Range(0, Classes.Length).Max(c => counts.Max(agent => agent[c]) - counts.Min(agent => agent[c]));
        return Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"""
            {users:N0} users of {Classes.Length} classes (weights 10 : 5 : 3 : 1.5 : 0.5, and one of fixed number) over {agents:N0} agents: the agent and the class of every user.

            | | measured | asked for |
            |---|---|---|
            | time, the median of {Rounds} | {times.Order().ElementAt(Rounds / 2):0.000} s ({times.Min():0.000}–{times.Max():0.000}) | under 1 s |
            | users of an agent | {sizes.Min():N0} to {sizes.Max():N0} | within one of each other |
            | a class's share of all, off by at most | {100 * offs.Max():0.0000} % | 0.5 % |
            | users of one class, agent against agent | differ by at most {spread} | |
            """));

        AgentShares Plan()
        {
            var plan = new AgentShares(Classes, agents);
            for (var i = 0; i < users; i++)
            {
                plan.AgentOf(i);
            }

            return plan;
        }
    }
}
