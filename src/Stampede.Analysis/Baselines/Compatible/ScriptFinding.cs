namespace Stampede.Baselines.Compatible;

/// <summary>What the scripts say of one metric of one service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Expected">The baseline's value.</param>
/// <param name="Current">The value now.</param>
/// <param name="Change">The change as a share of the baseline; infinite from 0.</param>
/// <param name="Status">What they say.</param>
public sealed record ScriptFinding(string Service, string Metric, ScriptNumber Expected, ScriptNumber Current, double Change, ScriptStatus Status)
{
    /// <summary>The change as they print it: <c>+203.0%</c>, <c>∞</c>.</summary>
    public string ChangeText
    {
        get
        {
            if (double.IsInfinity(Change))
            {
                return "∞";
            }

            var text = ScriptNumber.Fixed(Change * 100, 1);
            return (text[0] == '-' ? text : "+" + text) + "%";
        }
    }
}
