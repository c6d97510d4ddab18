using Stampede.Results;

namespace Stampede.Engine;

/// <summary>All thresholds of a run: those of the test, of the options, and of each of its loads.</summary>
internal sealed class ThresholdList
{
    private readonly List<Threshold> _all = [];
    private readonly List<string> _problems = [];

    /// <param name="texts">Those of test and options.</param>
    /// <param name="load">The load, whose parts may have their own; null where those do not count.</param>
    public ThresholdList(IEnumerable<string> texts, Load? load)
    {
        foreach (var text in texts)
        {
            Add(text, static t => t);
        }

        // A load that is wrong is refused for that; who its parts are cannot be said.
        foreach (var part in load is null || load.Problems().Any() ? [] : load.Parts(TimeSpan.Zero))
        {
            foreach (var text in part.Settings.Thresholds)
            {
                Add(text, t => t.ForLoad(part.Name));
            }
        }
    }

    public IReadOnlyList<Threshold> All => _all;

    /// <summary>What the run has to know of them.</summary>
    /// <param name="judge">Judges a result by them.</param>
    public RunJudging ToJudging(Func<RunResult, RunResult> judge) => new()
    {
        Thresholds = [.. _all.Select(t => t.Text)],
        Problems = _problems,
        Selections = [.. ThresholdSelections.Of(_all)],
        Unreachable = plan => ThinkTimeCeiling.Problems(plan, _all),
        Judge = judge,
    };

    private void Add(string text, Func<Threshold, Threshold> change)
    {
        try
        {
            _all.Add(change(Threshold.Parse(text ?? "")));
        }
        catch (ThresholdSyntaxException wrong)
        {
            _problems.Add(wrong.Message);
        }
    }
}
